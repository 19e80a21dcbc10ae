import type { Notice, NoticeKind } from '../../api/client'
import { showWeekday } from '../../lib/dates'

const KINDS: Record<NoticeKind, string> = {
  mention: 'mentioned you',
  comment: 'commented',
  watched: 'went on with something you watch',
  assigned: 'assigned it to you',
  taken_over: 'took it over',
  returned: 'returned it',
  decided: 'decided on it',
  overdue: 'Overdue',
  break_glass: 'went past the two-person rule',
  evidence_changed: 'Evidence has changed',
  stale: 'The article’s words have changed',
  task: 'To do',
}

/** Kinds that are news of a thing rather than somebody's deed. */
const OF_THINGS = new Set<NoticeKind>(['overdue', 'evidence_changed', 'stale', 'task'])

/** What happened, as a heading says it: "Edith Grey mentioned you", "Overdue". */
export function happened({ kind, actor }: Pick<Notice, 'kind' | 'actor'>): string {
  if (OF_THINGS.has(kind)) return KINDS[kind]
  return `${actor === '' ? 'Somebody' : actor} ${KINDS[kind]}`
}

export interface Day {
  key: string
  label: string
  notices: Notice[]
}

const keyOf = (at: Date) => `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`

/** Notices by the day they came, in the reader's time zone and the order they are given in. */
export function byDay(notices: Notice[], now = new Date()): Day[] {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  const names = new Map([
    [keyOf(now), 'Today'],
    [keyOf(yesterday), 'Yesterday'],
  ])
  const days: Day[] = []
  for (const notice of notices) {
    const at = new Date(notice.at)
    const key = keyOf(at)
    const last = days.at(-1)
    if (last?.key === key) last.notices.push(notice)
    else days.push({ key, label: names.get(key) ?? showWeekday(at), notices: [notice] })
  }
  return days
}

/** What the bell says aloud. */
export function bellLabel(counts: { unread: number; undone: number } | undefined): string {
  if (counts === undefined) return 'Inbox'
  const tasks = counts.undone === 0 ? '' : `, ${counts.undone} to do`
  return `Inbox, ${counts.unread === 0 ? 'nothing' : counts.unread} unread${tasks}`
}
