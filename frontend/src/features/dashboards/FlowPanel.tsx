import { LineChart } from '@mantine/charts'
import { t } from '@lingui/core/macro'
import { Table } from '@mantine/core'
import type { SeriesReport, State } from '../../api/client'
import type { ClaimFilter } from '../../api/queries'
import { showDay, showNumber } from '../../lib/dates'
import { CHART, shortDay } from './chart'
import { Count } from './Count'
import classes from './Figures.module.css'
import { Legend } from './Legend'
import { Panel } from './Panel'
import { StepHead } from './StepHead'
import { claimsOf, within, type Asked } from './search'

type Step = SeriesReport['steps'][number]

const entered = (step: Step, state: State): number =>
  step.states.find((row) => row.state === state)?.entered ?? 0

const FLOWS = {
  found: { of: (step: Step) => step.found, claims: {} },
  verdicts: { of: (step: Step) => entered(step, 'submitted'), claims: { entered: 'submitted' } },
  published: { of: (step: Step) => entered(step, 'published'), claims: { entered: 'published' } },
  dismissed: { of: (step: Step) => entered(step, 'dismissed'), claims: { entered: 'dismissed' } },
} satisfies Record<string, { of: (step: Step) => number; claims: ClaimFilter }>
type Flow = keyof typeof FLOWS
const NAMES = Object.keys(FLOWS) as Flow[]

const LINES: { name: Flow; color: string; strokeDasharray?: string }[] = [
  { name: 'found', color: 'var(--chart-1)' },
  { name: 'dismissed', color: 'var(--chart-4)', strokeDasharray: '1 5' },
  { name: 'verdicts', color: 'var(--chart-2)', strokeDasharray: '7 4' },
  { name: 'published', color: 'var(--chart-3)', strokeDasharray: '3 2' },
]

const wordOf = (flow: Flow): string =>
  ({
    found: t`came in`,
    verdicts: t`verdicts handed in`,
    published: t`published`,
    dismissed: t`dismissed`,
  })[flow]

/** What comes in, and what gets done, day by day or week by week. */
export function FlowPanel({ asked, series }: { asked: Asked; series: SeriesReport }) {
  const steps = series.steps.filter(({ from }) => new Date(from) <= new Date())
  const sum = (flow: Flow) =>
    showNumber(steps.reduce((total, step) => total + FLOWS[flow].of(step), 0))
  const [found, verdicts, published] = [sum('found'), sum('verdicts'), sum('published')]
  return (
    <Panel
      title={t`Throughput`}
      about={
        series.every === 'day'
          ? t`Claims that came in, and claims that moved on, each day.`
          : t`Claims that came in, and claims that moved on, each week.`
      }
      seen={t`${found} claims came in, ${verdicts} verdicts were handed in, ${published} were published.`}
      chart={
        <>
          <Legend
            entries={LINES.map(({ name, color, strokeDasharray }) => ({
              label: wordOf(name),
              color,
              ...(strokeDasharray === undefined ? {} : { dash: strokeDasharray }),
            }))}
          />
          <LineChart
            lineChartProps={{ accessibilityLayer: false }}
            {...CHART}
            data={steps.map((step) => ({
              day: shortDay(step.from),
              ...Object.fromEntries(NAMES.map((flow) => [flow, FLOWS[flow].of(step)])),
            }))}
            dataKey="day"
            curveType="linear"
            series={LINES.map((line) => ({ ...line, label: wordOf(line.name) }))}
          />
        </>
      }
    >
      <Table className={classes.table} striped>
        <StepHead every={series.every} columns={NAMES.map(wordOf)} />
        <Table.Tbody>
          {steps.map((step) => (
            <Table.Tr key={step.from}>
              <Table.Th scope="row">{showDay(step.from)}</Table.Th>
              {NAMES.map((flow) => (
                <Table.Td key={flow}>
                  <Count
                    value={FLOWS[flow].of(step)}
                    claims={claimsOf(asked, { ...FLOWS[flow].claims, ...within(step) })}
                    of={wordOf(flow)}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
