import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import type { SeriesReport, State } from '../../api/client'
import { showDate, showDay, showNumber } from '../../lib/dates'
import { TimeChart } from './charts/TimeChart'
import { Count } from './Count'
import classes from './Figures.module.css'
import { Legend } from './Legend'
import { Panel } from './Panel'
import { claimsOf, type Asked } from './search'

const PARTS = {
  untouched: ['new'],
  work: ['accepted', 'assigned', 'in_review', 'second_opinion', 'returned'],
  editor: ['submitted', 'approved'],
} satisfies Record<string, State[]>
type Part = keyof typeof PARTS
const NAMES = Object.keys(PARTS) as Part[]

const LINES: { name: Part; color: string; dash?: string }[] = [
  { name: 'editor', color: 'var(--chart-3)', dash: '2 3' },
  { name: 'work', color: 'var(--chart-2)', dash: '7 4' },
  { name: 'untouched', color: 'var(--chart-1)' },
]

const wordOf = (part: Part): string =>
  ({ untouched: t`untouched`, work: t`in work`, editor: t`with an editor` })[part]

/** What lies on the desk at the end of each day or week. */
export function BacklogPanel({ asked, series }: { asked: Asked; series: SeriesReport }) {
  // What is still to come has no end yet.
  const steps = series.steps.filter(({ from }) => new Date(from) <= new Date())
  const lines = LINES.map((line) => ({ ...line, label: wordOf(line.name) }))
  const values = Object.fromEntries(
    NAMES.map((part) => [
      part,
      steps.map((step) =>
        step.states
          .filter(({ state }) => (PARTS[part] as State[]).includes(state))
          .reduce((sum, { at_end }) => sum + at_end, 0),
      ),
    ]),
  ) as Record<Part, number[]>
  const first = showNumber(steps[0]?.backlog ?? 0)
  const last = showNumber(steps.at(-1)?.backlog ?? 0)
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
          <Legend entries={lines} />
          <TimeChart
            stacked
            words={steps.map(({ from }) => showDate(from))}
            lines={lines}
            values={values}
          />
        </>
      }
    >
      <Table className={classes.table} striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{series.every === 'day' ? t`Day` : t`Week from`}</Table.Th>
            {NAMES.map((part) => (
              <Table.Th key={part} scope="col">
                {wordOf(part)}
              </Table.Th>
            ))}
            <Table.Th scope="col">
              <Trans>all</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((step, at) => (
            <Table.Tr key={step.from}>
              <Table.Th scope="row">{showDay(step.from)}</Table.Th>
              {NAMES.map((part) => (
                <Table.Td key={part}>
                  <Count
                    value={values[part][at] ?? 0}
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
