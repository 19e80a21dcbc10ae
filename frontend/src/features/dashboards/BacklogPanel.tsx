import { AreaChart } from '@mantine/charts'
import { t } from '@lingui/core/macro'
import { Table } from '@mantine/core'
import type { SeriesReport, State } from '../../api/client'
import { showDay, showNumber } from '../../lib/dates'
import { CHART, shortDay } from './chart'
import { Count } from './Count'
import classes from './Figures.module.css'
import { Legend } from './Legend'
import { Panel } from './Panel'
import { StepHead } from './StepHead'
import { claimsOf, type Asked } from './search'

const PARTS = {
  untouched: ['new'],
  work: ['accepted', 'assigned', 'in_review', 'second_opinion', 'returned'],
  editor: ['submitted', 'approved'],
} satisfies Record<string, State[]>
type Part = keyof typeof PARTS
const NAMES = Object.keys(PARTS) as Part[]

const LINES: { name: Part; color: string; strokeDasharray?: string }[] = [
  { name: 'editor', color: 'var(--chart-3)', strokeDasharray: '2 3' },
  { name: 'work', color: 'var(--chart-2)', strokeDasharray: '7 4' },
  { name: 'untouched', color: 'var(--chart-1)' },
]

const wordOf = (part: Part): string =>
  ({ untouched: t`untouched`, work: t`in work`, editor: t`with an editor` })[part]

/** What lies on the desk at the end of each day or week. */
export function BacklogPanel({ asked, series }: { asked: Asked; series: SeriesReport }) {
  // What is still to come has no end yet.
  const steps = series.steps.filter(({ from }) => new Date(from) <= new Date())
  const rows = steps.map((step) => ({
    day: shortDay(step.from),
    to: step.to,
    backlog: step.backlog,
    ...Object.fromEntries(
      NAMES.map((part) => [
        part,
        step.states
          .filter(({ state }) => (PARTS[part] as State[]).includes(state))
          .reduce((sum, { at_end }) => sum + at_end, 0),
      ]),
    ),
  })) as ({ day: string; to: string; backlog: number } & Record<Part, number>)[]
  const first = showNumber(rows[0]?.backlog ?? 0)
  const last = showNumber(rows.at(-1)?.backlog ?? 0)
  return (
    <Panel
      title={t`Backlog`}
      about={
        series.every === 'day'
          ? t`Claims that are neither published nor dismissed, at the end of each day.`
          : t`Claims that are neither published nor dismissed, at the end of each week.`
      }
      seen={t`The backlog goes from ${first} to ${last} claims.`}
      chart={
        <>
          <Legend
            entries={LINES.map(({ name, color, strokeDasharray }) => ({
              label: wordOf(name),
              color,
              ...(strokeDasharray === undefined ? {} : { dash: strokeDasharray }),
            }))}
          />
          <AreaChart
            areaChartProps={{ accessibilityLayer: false }}
            {...CHART}
            data={rows}
            dataKey="day"
            type="stacked"
            curveType="linear"
            withGradient={false}
            series={LINES.map((line) => ({ ...line, label: wordOf(line.name) }))}
          />
        </>
      }
    >
      <Table className={classes.table} striped>
        <StepHead every={series.every} columns={[...NAMES.map(wordOf), t`all`]} />
        <Table.Tbody>
          {steps.map((step, at) => (
            <Table.Tr key={step.from}>
              <Table.Th scope="row">{showDay(step.from)}</Table.Th>
              {NAMES.map((part) => (
                <Table.Td key={part}>
                  <Count
                    value={rows[at]?.[part] ?? 0}
                    claims={claimsOf(asked, { was: PARTS[part], to: step.to })}
                    of={wordOf(part)}
                  />
                </Table.Td>
              ))}
              <Table.Td>
                <Count
                  value={step.backlog}
                  claims={claimsOf(asked, { was: Object.values(PARTS).flat(), to: step.to })}
                  of={t`claims waiting`}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
