import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { showWeekday } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { dateOf } from './filter'
import classes from './Inbox.module.css'
import { summaryQuery } from './queries'

/** What a digest leads to: what waits now, each number with the way to what it counts. */
export function YourDay({ day }: { day: string }) {
  const { data, isPending, error, refetch } = useQuery(summaryQuery)
  const weekday = showWeekday(dateOf(day))
  return (
    <section aria-labelledby="your-day" className={classes.yourDay}>
      <h2 id="your-day" className={classes.day}>
        {t`Your day: ${weekday}`}
      </h2>
      {isPending && <Loading lines={1} label={t`Loading what waits for you`} />}
      {error !== null && <ErrorState error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <ul className={classes.waiting}>
          <li>
            <Link to="/" search={{ assignee: 'me' }}>
              {plural(data.assigned, { one: '# claim in hand', other: '# claims in hand' })}
            </Link>
          </li>
          <li data-late={data.overdue > 0 || undefined}>
            <Link to="/" search={{ assignee: 'me', overdue: true }}>
              {plural(data.overdue, { one: '# overdue', other: '# overdue' })}
            </Link>
          </li>
          <li>
            <Link to="/inbox" search={{ show: 'unread' }}>
              {plural(data.mentions, { one: '# unread mention', other: '# unread mentions' })}
            </Link>
          </li>
          <li>
            <Link to="/inbox" search={{ show: 'todo' }}>
              {plural(data.tasks, { one: '# thing to do', other: '# things to do' })}
            </Link>
          </li>
        </ul>
      )}
    </section>
  )
}
