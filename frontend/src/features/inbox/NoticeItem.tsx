import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconAt,
  IconCheck,
  IconClock,
  IconEye,
  IconFileDiff,
  IconGavel,
  IconMessage,
  IconSquareCheck,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Notice, NoticeKind } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { finishTask, readNotice } from './actions'
import classes from './Inbox.module.css'
import { happened } from './words'

const ICONS: Record<NoticeKind, Icon> = {
  mention: IconAt,
  comment: IconMessage,
  watched: IconEye,
  assigned: IconUserCheck,
  taken_over: IconUserCheck,
  returned: IconArrowBackUp,
  decided: IconGavel,
  overdue: IconClock,
  break_glass: IconAlertTriangle,
  evidence_changed: IconFileDiff,
  stale: IconFileDiff,
  task: IconSquareCheck,
}

/** One notice. It leads to the one thing it is about, which counts as reading it. */
export function NoticeItem({ notice }: { notice: Notice }) {
  const { target } = notice
  const Sign = ICONS[notice.kind]
  const unread = notice.read_at === null
  const open = notice.task && notice.done_at === null
  const read = () => {
    if (unread) void readNotice(notice.id)
  }
  return (
    <li className={classes.notice} data-unread={unread || undefined} data-kind={notice.kind}>
      <Sign size={18} aria-hidden className={classes.sign} />
      <div className={classes.body}>
        <p className={classes.what}>
          <strong>{happened(notice)}</strong>
          {unread && <span className={classes.new}>unread</span>}
        </p>
        {notice.text !== '' && (
          <p className={classes.text} dir="auto">
            {notice.text}
          </p>
        )}
        <p className={classes.target}>
          {target.kind === 'claim' ? (
            <Link to="/claims/$claimId" params={{ claimId: target.id }} onClick={read} dir="auto">
              {target.text ?? 'A claim'}
            </Link>
          ) : (
            <Link
              to="/articles/$articleId"
              params={{ articleId: target.id }}
              onClick={read}
              dir="auto"
            >
              {target.article.title}
            </Link>
          )}
        </p>
        <p className={classes.meta}>
          <time dateTime={notice.at}>{showMoment(notice.at)}</time>
          {target.kind === 'claim' && <span dir="auto">in {target.article.title}</span>}
          {notice.done_at !== null && (
            <span className={classes.done}>
              <IconCheck size={14} aria-hidden /> done
              {notice.done_by !== null && ` by ${notice.done_by.name}`}
            </span>
          )}
        </p>
      </div>
      <div className={classes.buttons}>
        {open && (
          <Button size="xs" onClick={() => void finishTask(notice.id)}>
            Done
          </Button>
        )}
        {unread && (
          <Button size="compact-xs" variant="subtle" onClick={read}>
            Mark as read
          </Button>
        )}
      </div>
    </li>
  )
}
