import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import type { PeriodReport, State } from '../../api/client'
import type { ClaimFilter } from '../../api/queries'
import { Count } from './Count'
import classes from './Figures.module.css'
import { Panel } from './Panel'
import { claimsOf, within, type Asked } from './search'

type Load = PeriodReport['reviewers'][number]
type Figure = Exclude<keyof Load, 'person'>
const IN_WORK: State[] = ['assigned', 'in_review', 'returned']

interface Props {
  asked: Asked
  reviewers: Load[]
  everybody: boolean
}

/** Who has how much: everybody for editors, one's own for checkers. Not a race: in order of names. */
export function LoadPanel({ asked, reviewers, everybody }: Props) {
  const columns: { figure: Figure; word: string; claims: (person: number) => ClaimFilter }[] = [
    {
      figure: 'holding',
      word: t`in hand now`,
      claims: (person) => ({ assignee: String(person), was: IN_WORK, to: asked.to }),
    },
    {
      figure: 'assigned',
      word: t`assigned`,
      claims: (by) => ({ did: 'assigned', by, ...within(asked) }),
    },
    {
      figure: 'verdicts',
      word: t`verdicts`,
      claims: (by) => ({ did: 'verdict', by, ...within(asked) }),
    },
    {
      figure: 'returned',
      word: t`sent back`,
      claims: (by) => ({ did: 'returned', by, ...within(asked) }),
    },
    {
      figure: 'decisions',
      word: t`decisions as editor`,
      claims: (by) => ({ did: 'decided', by, ...within(asked) }),
    },
  ]
  const most = Math.max(1, ...reviewers.map(({ holding }) => holding))
  return (
    <Panel
      title={everybody ? t`Load` : t`Your work`}
      about={t`In claims. What is in hand now can be handed to somebody else on the claim’s page.`}
    >
      {reviewers.length === 0 ? (
        <p>
          <Trans>Nobody worked on a claim in this time.</Trans>
        </p>
      ) : (
        <div className={classes.wide} tabIndex={0} role="region" aria-label={t`Table of load`}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">
                  <Trans>Person</Trans>
                </Table.Th>
                {columns.map(({ figure, word }) => (
                  <Table.Th key={figure} scope="col">
                    {word}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {reviewers.map((load) => (
                <Table.Tr key={load.person.id}>
                  <Table.Th scope="row">{load.person.name}</Table.Th>
                  {columns.map(({ figure, word, claims }) => (
                    <Table.Td key={figure}>
                      <Count
                        value={load[figure]}
                        claims={claimsOf(asked, claims(load.person.id))}
                        of={`${load.person.name}: ${word}`}
                      />
                      {figure === 'holding' && (
                        <span
                          className={classes.bar}
                          style={{ width: `${(load.holding / most) * 100}%` }}
                        />
                      )}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Panel>
  )
}
