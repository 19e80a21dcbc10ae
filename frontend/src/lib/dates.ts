import { formatLocale } from '../i18n'

const HOUR = 3_600_000

/** Made once, when first asked for: by then the page's language is known. */
function once<T>(make: (locale: string) => T): () => T {
  let made: T | undefined
  return () => (made ??= make(formatLocale()))
}

const moment = once(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
)
const day = once((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
const dayOfWeek = once(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
)
const distance = once((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const number = once((locale) => new Intl.NumberFormat(locale))
const percent = once(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
)

export const showMoment = (iso: string): string => moment().format(new Date(iso))
export const showDay = (iso: string): string => day().format(new Date(iso))
export const showWeekday = (date: Date): string => dayOfWeek().format(date)
export const showNumber = (value: number): string => number().format(value)
/** A share from 0 to 1, as a whole percentage. */
export const showShare = (share: number): string => percent().format(share)

/** "in 3 hours", "2 days ago". */
export function showDistance(iso: string, now = Date.now()): string {
  const relative = distance()
  const hours = (new Date(iso).getTime() - now) / HOUR
  if (Math.abs(hours) < 1) return relative.format(Math.round(hours * 60), 'minute')
  if (Math.abs(hours) < 48) return relative.format(Math.round(hours), 'hour')
  return relative.format(Math.round(hours / 24), 'day')
}

export const isPast = (iso: string): boolean => new Date(iso).getTime() < Date.now()
