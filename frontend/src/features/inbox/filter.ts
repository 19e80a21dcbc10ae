/** Which notices are shown; all of them if left out. Lives in the address. */
export interface InboxFilter {
  show?: 'unread' | 'todo'
  /** A digest's day, as 2026-11-24: what came then and on the day before. */
  day?: string
}

const DAY = /^\d{4}-\d\d-\d\d$/

export function readInboxFilter({ show, day }: Record<string, unknown>): InboxFilter {
  if (typeof day === 'string' && DAY.test(day) && !Number.isNaN(Date.parse(day))) return { day }
  return show === 'unread' || show === 'todo' ? { show } : {}
}

/** A day of the reader's own calendar. */
export function dateOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}

/** From when to when a digest's notices came: from the morning before to the end of its day. */
export function spanOf(day: string): { from: string; to: string } {
  const at = dateOf(day)
  const beside = (days: number) =>
    new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).toISOString()
  return { from: beside(-1), to: beside(1) }
}
