import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { showNumber } from '../../lib/dates'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { readAll } from './actions'
import { DigestSwitch } from './DigestSwitch'
import type { InboxFilter } from './filter'
import classes from './Inbox.module.css'
import { NoticeItem } from './NoticeItem'
import { inboxQuery } from './queries'
import { byDay } from './words'
import { YourDay } from './YourDay'

/** What somebody should look at, by day, newest first. */
export function InboxPage() {
  const filter = useSearch({ from: '/desk/inbox' })
  const inbox = useInfiniteQuery(inboxQuery(filter))
  const notices = inbox.data?.pages.flatMap((page) => page.items) ?? []
  const counts = inbox.data?.pages[0]?.counts
  const newest = notices[0]
  const all = filter.show !== 'todo' && filter.day === undefined
  return (
    <div className={classes.page}>
      <PageHeader title={t`Inbox`}>
        {newest !== undefined && (counts?.unread ?? 0) > 0 && all && (
          <Button size="xs" variant="default" onClick={() => void readAll(newest.id)}>
            <Trans>Mark all as read</Trans>
          </Button>
        )}
      </PageHeader>
      <Choices filter={filter} unread={counts?.unread} undone={counts?.undone} />
      {filter.day !== undefined && <YourDay day={filter.day} />}
      {inbox.isPending && <Loading lines={8} label={t`Loading your inbox`} />}
      {inbox.isError && <ErrorState error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.isSuccess && notices.length === 0 && <Nothing filter={filter} />}
      {byDay(notices).map((day) => (
        <section key={day.key} aria-labelledby={`day-${day.key}`}>
          <h2 id={`day-${day.key}`} className={classes.day}>
            {day.label}
          </h2>
          <ol className={classes.list}>
            {day.notices.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} />
            ))}
          </ol>
        </section>
      ))}
      {inbox.hasNextPage && (
        <Group justify="center" mt="lg">
          <Button
            variant="default"
            loading={inbox.isFetchingNextPage}
            onClick={() => void inbox.fetchNextPage()}
          >
            <Trans>Show older</Trans>
          </Button>
        </Group>
      )}
      <DigestSwitch />
    </div>
  )
}

interface ChoicesProps {
  filter: InboxFilter
  unread: number | undefined
  undone: number | undefined
}

function Choices({ filter, unread, undone }: ChoicesProps) {
  const choices: { search: InboxFilter; label: string; count: number | undefined }[] = [
    { search: {}, label: t`Everything`, count: undefined },
    { search: { show: 'unread' }, label: t`Unread`, count: unread },
    { search: { show: 'todo' }, label: t`To do`, count: undone },
  ]
  return (
    <nav className={classes.choices} aria-label={t`Which notices`}>
      {choices.map(({ search, label, count }) => (
        <Link
          key={label}
          to="/inbox"
          search={search}
          className={classes.choice}
          activeProps={{}}
          aria-current={
            filter.day === undefined && search.show === filter.show ? 'true' : undefined
          }
        >
          {label}
          {count !== undefined && <span className={classes.number}> {showNumber(count)}</span>}
        </Link>
      ))}
    </nav>
  )
}

function Nothing({ filter }: { filter: InboxFilter }) {
  if (filter.day !== undefined)
    return (
      <EmptyState title={t`Nothing came in on this day or the one before`}>
        <Link to="/inbox" search={{}}>
          <Trans>Show everything</Trans>
        </Link>
      </EmptyState>
    )
  if (filter.show === undefined)
    return (
      <EmptyState title={t`Nothing has come in yet`}>
        <Trans>
          Here you are told when somebody mentions you, gives you a claim or decides on your
          verdict, and when something you watch goes on.
        </Trans>
      </EmptyState>
    )
  return (
    <EmptyState title={filter.show === 'unread' ? t`Everything is read` : t`Nothing is left to do`}>
      <Link to="/inbox" search={{}}>
        <Trans>Show everything</Trans>
      </Link>
    </EmptyState>
  )
}
