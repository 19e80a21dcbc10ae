const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
const HOUR = 3_600_000

export const showMoment = (iso: string): string => moment.format(new Date(iso))
export const showDay = (iso: string): string => day.format(new Date(iso))

/** "in 3 hours", "2 days ago". */
export function showDistance(iso: string, now = Date.now()): string {
  const hours = (new Date(iso).getTime() - now) / HOUR
  if (Math.abs(hours) < 1) return relative.format(Math.round(hours * 60), 'minute')
  if (Math.abs(hours) < 48) return relative.format(Math.round(hours), 'hour')
  return relative.format(Math.round(hours / 24), 'day')
}

export const isPast = (iso: string): boolean => new Date(iso).getTime() < Date.now()
