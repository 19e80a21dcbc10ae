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
const time = once((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }))
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
const dayOfMonth = once(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
)
const decimal = once((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }))
const distance = once((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const number = once((locale) => new Intl.NumberFormat(locale))
const percent = once(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
)

export const showMoment = (iso: string): string => moment().format(new Date(iso))
/** Where the day is known. */
export const showTime = (iso: string): string => time().format(new Date(iso))
export const showDay = (iso: string): string => day().format(new Date(iso))
export const showWeekday = (date: Date): string => dayOfWeek().format(date)
export const showNumber = (value: number): string => number().format(value)
export const showDecimal = (value: number): string => decimal().format(value)
/** A file's size in whole megabytes: "20 MB". */
export const showSize = (bytes: number): string =>
  new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000)
/** "3 Nov": below an axis, where the year is known. */
export const showDate = (iso: string): string => dayOfMonth().format(new Date(iso))
/** How long something took: "40 min", "3.5 hr", "12 days". */
export function showSpan(seconds: number): string {
  const [value, unit, digits] =
    seconds < 3600
      ? ([seconds / 60, 'minute', 0] as const)
      : seconds < 2 * 86_400
        ? ([seconds / 3600, 'hour', 1] as const)
        : ([seconds / 86_400, 'day', 1] as const)
  return new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)
}
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

/** A language as the reader calls it; as it stands where nobody knows its code. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(formatLocale(), { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
