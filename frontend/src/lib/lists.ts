import { formatLocale } from '../i18n'

/** "a rating, the summary and one link": as the page's language lists things. */
export const listOf = (parts: readonly string[]): string =>
  new Intl.ListFormat(formatLocale(), { style: 'long', type: 'conjunction' }).format(parts)

/** "New, Accepted or Assigned". */
export const orOf = (parts: readonly string[]): string =>
  new Intl.ListFormat(formatLocale(), { style: 'long', type: 'disjunction' }).format(parts)
