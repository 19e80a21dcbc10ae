import { t } from '@lingui/core/macro'
import type { Notice, NoticeKind } from '../../api/client'
import { showWeekday } from '../../lib/dates'

/** What happened, as a heading says it; some kinds are news of a thing rather than somebody's deed. */
const SAID: Record<NoticeKind, (actor: string) => string> = {
  mention: (actor) => t`${actor} mentioned you`,
  comment: (actor) => t`${actor} commented`,
  watched: (actor) => t`${actor} went on with something you watch`,
  assigned: (actor) => t`${actor} assigned it to you`,
  taken_over: (actor) => t`${actor} took it over`,
  returned: (actor) => t`${actor} returned it`,
  decided: (actor) => t`${actor} decided on it`,
  overdue: () => t`Overdue`,
  break_glass: (actor) => t`${actor} went past the two-person rule`,
  evidence_changed: () => t`Evidence has changed`,
  stale: () => t`The article’s words have changed`,
  task: () => t`To do`,
  digest: () => t`Your day`,
}

/** "Edith Grey mentioned you", "Overdue". */
export const happened = ({ kind, actor }: Pick<Notice, 'kind' | 'actor'>): string =>
  SAID[kind](actor === '' ? t`Somebody` : actor)

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
    [keyOf(now), t`Today`],
    [keyOf(yesterday), t`Yesterday`],
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
