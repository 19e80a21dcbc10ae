import { plural, t } from '@lingui/core/macro'

/** What the bell says aloud. */
export function bellLabel(counts: { unread: number; undone: number } | undefined): string {
  if (counts === undefined) return t`Inbox`
  const { unread, undone } = counts
  const waiting = plural(unread, { 0: 'nothing unread', other: '# unread' })
  return undone === 0 ? t`Inbox, ${waiting}` : t`Inbox, ${waiting}, ${undone} to do`
}
