import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { PeriodReport, State } from '../../api/client'
import { countsQuery } from '../../api/queries'
import { showNumber, showShare } from '../../lib/dates'
import { ErrorState } from '../../ui/states'
import { ledgerCountsQuery } from '../followups/ledger'
import { Count } from './Count'
import classes from './Figures.module.css'
import { claimsOf, within, type Asked } from './search'

type Group = PeriodReport['groups'][number]

export const OPEN: State[] = [
  'new', 'accepted', 'assigned', 'in_review', 'second_opinion', 'returned', 'submitted', 'approved',
] // prettier-ignore

/** The few numbers that an editor looks at first. */
export function KeyFigures({ asked, group }: { asked: Asked; group: Group | undefined }) {
  const { desk, section } = asked
  const late = useQuery(countsQuery(claimsOf(asked, { overdue: true })))
  const ledger = useQuery(
    ledgerCountsQuery({
      ...(desk === undefined ? {} : { desk }),
      ...(section === undefined ? {} : { section }),
    }),
  )
  if (group === undefined) return null
  const entered = (state: State) =>
    group.states.find((figures) => figures.state === state)?.entered ?? 0
  const waiting = group.states
    .filter(({ state }) => OPEN.includes(state))
    .reduce((sum, { at_end }) => sum + at_end, 0)
  const lateCount = late.data?.reduce((sum, { count }) => sum + count, 0)
  const claims = t`claims`
  const share = group.unnamed.share === null ? '' : showShare(group.unnamed.share)
  const sentBack = group.returned.share === null ? '' : showShare(group.returned.share)
  const figures = [
    { name: t`waiting now`, value: waiting, search: { was: OPEN, to: asked.to } },
    { name: t`came in`, value: group.found, search: within(asked) },
    {
      name: t`verdicts handed in`,
      value: entered('submitted'),
      search: { entered: 'submitted' as const, ...within(asked) },
    },
    {
      name: t`published`,
      value: entered('published'),
      search: { entered: 'published' as const, ...within(asked) },
    },
    {
      name:
        share === '' ? t`from unnamed sources` : t`from unnamed sources, ${share} of what came in`,
      value: group.unnamed.count,
      search: { unnamed: true, ...within(asked) },
    },
    {
      name:
        sentBack === '' ? t`sent back by an editor` : t`sent back, ${sentBack} of all decisions`,
      value: group.returned.count,
      search: { did: 'returned' as const, ...within(asked) },
    },
    {
      name: t`verdicts that were due`,
      value: group.assignments.due,
      search: { did: 'due' as const, ...within(asked) },
    },
    {
      name: t`of them not in by then`,
      value: group.assignments.late,
      search: { did: 'late' as const, ...within(asked) },
    },
    {
      name: t`follow-ups that were due`,
      value: group.followups.due,
      search: { did: 'followup_due' as const, ...within(asked) },
    },
    {
      name: t`of them not closed by then`,
      value: group.followups.late,
      search: { did: 'followup_late' as const, ...within(asked) },
    },
    { name: t`late with their holder`, value: lateCount, search: { overdue: true } },
  ]
  const failed = [late, ledger].find(({ isError }) => isError)
  return (
    <>
      {failed !== undefined && (
        <ErrorState error={failed.error} retry={() => void failed.refetch()} />
      )}
      <dl className={classes.keys}>
        {figures.map(({ name, value, search }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value === undefined ? (
                '–'
              ) : (
                <Count value={value} claims={claimsOf(asked, search)} of={`${claims}: ${name}`} />
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <Trans>follow-ups overdue</Trans>
          </dt>
          <dd>
            {ledger.data === undefined ? (
              '–'
            ) : (
              <Link
                to="/followups"
                search={{
                  status: 'overdue',
                  ...(section === undefined ? {} : { section }),
                  ...(desk === undefined ? {} : { desk }),
                }}
                className={classes.count}
              >
                {showNumber(ledger.data.overdue)}
              </Link>
            )}
          </dd>
        </div>
      </dl>
    </>
  )
}
