import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import classes from '../features/inbox/Inbox.module.css'
import { inboxCountsQuery } from '../features/inbox/queries'
import { bellLabel } from './bell'
import shell from './Shell.module.css'

/** The way to the inbox, with how many notices are unread. */
export function InboxBell() {
  const { data: counts } = useQuery(inboxCountsQuery)
  const unread = counts?.unread ?? 0
  return (
    <Link
      to="/inbox"
      className={shell.tool}
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
      aria-label={bellLabel(counts)}
    >
      <IconBell size={18} aria-hidden />
      {unread > 0 && (
        <span className={classes.count} aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  )
}
