import { Trans } from '@lingui/react/macro'
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
  IconSunrise,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react'
import type { Notice, NoticeKind } from '../../api/client'
import { showTime } from '../../lib/dates'
import { finishTask, readNotice } from './actions'
import classes from './Inbox.module.css'
import { NoticeTarget } from './NoticeTarget'
import { textOf } from './told'
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
  digest: IconSunrise,
}

/** One notice. It leads to the one thing it is about, which counts as reading it. */
export function NoticeItem({ notice }: { notice: Notice }) {
  const { target } = notice
  const text = textOf(notice)
  const article = target.article?.title
  const doer = notice.done_by?.name
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
          {unread && (
            <span className={classes.new}>
              <Trans>unread</Trans>
            </span>
          )}
        </p>
        {text !== '' && (
          <p className={classes.text} dir="auto">
            {text}
          </p>
        )}
        <p className={classes.target}>
          <NoticeTarget target={target} read={read} />
        </p>
        <p className={classes.meta}>
          <time dateTime={notice.at}>{showTime(notice.at)}</time>
          {target.kind === 'claim' && article !== undefined && (
            <span dir="auto">
              <Trans>in {article}</Trans>
            </span>
          )}
          {notice.done_at !== null && (
            <span className={classes.done}>
              <IconCheck size={14} aria-hidden />
              {doer === undefined ? <Trans>done</Trans> : <Trans>done by {doer}</Trans>}
            </span>
          )}
        </p>
      </div>
      <div className={classes.buttons}>
        {open && (
          <Button size="xs" onClick={() => void finishTask(notice.id)}>
            <Trans>Done</Trans>
          </Button>
        )}
        {unread && (
          <Button size="compact-xs" variant="subtle" onClick={read}>
            <Trans>Mark as read</Trans>
          </Button>
        )}
      </div>
    </li>
  )
}
