import { BarChart } from '@mantine/charts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import type { PeriodReport } from '../../api/client'
import { showNumber, showSpan } from '../../lib/dates'
import { stateLabel } from '../../ui/badges'
import { Count } from './Count'
import classes from './Figures.module.css'
import { OPEN } from './KeyFigures'
import { Legend } from './Legend'
import { Panel } from './Panel'
import { claimsOf, within, type Asked } from './search'

type States = PeriodReport['groups'][number]['states']
const hours = (seconds: number | null) => Math.round(((seconds ?? 0) / 3600) * 10) / 10

/** How long claims stay in each state: of the stays that ended in the period. */
export function TimePanel({ asked, states }: { asked: Asked; states: States }) {
  const rows = states.filter(({ state }) => OPEN.includes(state))
  const timed = rows.filter(({ p90_seconds }) => (p90_seconds ?? 0) > 60)
  const slowest = timed.reduce<States[number] | undefined>(
    (most, row) => ((row.median_seconds ?? 0) > (most?.median_seconds ?? -1) ? row : most),
    undefined,
  )
  const slow = slowest === undefined ? '' : stateLabel(slowest.state)
  return (
    <Panel
      title={t`Time in each state`}
      about={t`Half of the claims stay shorter than the median, nine of ten shorter than the longer bar, in hours.`}
      seen={slow === '' ? t`Nothing has moved on yet.` : t`The longest median stay is in: ${slow}.`}
      chart={
        <>
          <Legend
            entries={[
              { label: t`upper bar: median`, color: 'var(--chart-1)', solid: true },
              { label: t`lower bar: nine of ten`, color: 'var(--chart-4)', solid: true },
            ]}
          />
          <BarChart
            barChartProps={{ accessibilityLayer: false }}
            h={40 + timed.length * 44}
            data={timed.map((row) => ({
              state: stateLabel(row.state),
              median: hours(row.median_seconds),
              p90: hours(row.p90_seconds),
            }))}
            dataKey="state"
            orientation="vertical"
            gridAxis="x"
            tickLine="none"
            barProps={{ isAnimationActive: false, maxBarSize: 14 }}
            yAxisProps={{ width: 110 }}
            withBarValueLabel
            valueLabelProps={{ fill: 'var(--ink)' }}
            valueFormatter={showNumber}
            series={[
              { name: 'median', label: t`median`, color: 'var(--chart-1)' },
              { name: 'p90', label: t`nine of ten`, color: 'var(--chart-4)' },
            ]}
          />
        </>
      }
    >
      <Table className={classes.table} striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">
              <Trans>State</Trans>
            </Table.Th>
            <Table.Th scope="col">
              <Trans>median</Trans>
            </Table.Th>
            <Table.Th scope="col">
              <Trans>nine of ten</Trans>
            </Table.Th>
            <Table.Th scope="col">
              <Trans>moved on</Trans>
            </Table.Th>
            <Table.Th scope="col">
              <Trans>waiting now</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows
            .map((row) => ({ ...row, word: stateLabel(row.state) }))
            .map(({ word, ...row }) => (
              <Table.Tr key={row.state}>
                <Table.Th scope="row">{word}</Table.Th>
                <Table.Td>
                  {row.median_seconds === null ? '–' : showSpan(row.median_seconds)}
                </Table.Td>
                <Table.Td>{row.p90_seconds === null ? '–' : showSpan(row.p90_seconds)}</Table.Td>
                <Table.Td>
                  <Count
                    value={row.left}
                    claims={claimsOf(asked, { left: row.state, ...within(asked) })}
                    of={t`claims moved on from ${word}`}
                  />
                </Table.Td>
                <Table.Td>
                  <Count
                    value={row.at_end}
                    claims={claimsOf(asked, { was: [row.state], to: asked.to })}
                    of={t`claims in ${word}`}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
