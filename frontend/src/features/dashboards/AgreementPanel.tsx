import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { showDecimal, showNumber, showShare } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { Count } from './Count'
import classes from './Figures.module.css'
import { Panel } from './Panel'
import { agreementQuery } from './queries'
import { claimsOf, within, type Asked } from './search'

/** How far first verdicts and second opinions agree. Of the whole desk: too few by section. */
export function AgreementPanel({ asked }: { asked: Asked }) {
  const { section: _, ...whole } = asked
  const report = useQuery(agreementQuery(asked))
  const scales = report.data?.scales ?? []
  const least = showNumber(report.data?.min_pairs ?? 0)
  return (
    <Panel
      title={t`Second opinions`}
      about={t`How far a second checker came to the same rating, of all sections. Alpha is 1 where all agree and 0 where chance would do.`}
    >
      {report.isPending && <Loading lines={2} />}
      {report.isError && <ErrorState error={report.error} retry={() => void report.refetch()} />}
      {report.isSuccess && scales.length === 0 && (
        <p>
          <Trans>No second opinion was given in this time.</Trans>
        </p>
      )}
      {scales.length > 0 && (
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">
                <Trans>Scale</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>given</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>agreed</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>alpha</Trans>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scales.map((scale) => (
              <Table.Tr key={`${scale.desk} ${scale.scale} ${scale.scale_version}`}>
                <Table.Th scope="row">{scale.name}</Table.Th>
                <Table.Td>
                  <Count
                    value={scale.pairs}
                    claims={claimsOf(whole, { second: 'given', ...within(asked) })}
                    of={t`second opinions`}
                  />
                </Table.Td>
                <Table.Td>
                  <Count
                    value={scale.agreed}
                    claims={claimsOf(whole, { second: 'agreed', ...within(asked) })}
                    of={t`second opinions that agreed`}
                  />{' '}
                  {scale.pairs > 0 && `(${showShare(scale.agreed / scale.pairs)})`}
                </Table.Td>
                <Table.Td>
                  {scale.ordinal.value === null
                    ? t`from ${least} on`
                    : showDecimal(scale.ordinal.value)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  )
}
