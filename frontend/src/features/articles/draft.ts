import { t } from '@lingui/core/macro'
import { offsetIndex } from '../../lib/offsets'
import { showNumber } from '../../lib/dates'

/** What a person types to add an article. */
export interface ArticleDraft {
  text: string
  title: string
  byline: string
  section: string
}

export const EMPTY_ARTICLE: ArticleDraft = { text: '', title: '', byline: '', section: '' }

/** The API's limit, in code points. */
export const LIMIT = 1_000_000

export const sizeOf = (text: string): number => offsetIndex(text).length

/** Why this text cannot be sent, or null. The server decides; this only spares the trip. */
export function problemOf(text: string): string | null {
  if (text.trim() === '') return t`Paste the text of the article.`
  if (text.includes('\0')) return t`The text holds NUL characters. Is it a file that is not text?`
  const over = sizeOf(text) - LIMIT
  const many = showNumber(over)
  if (over > 0) return t`The text is ${many} characters too long. Split it in parts.`
  return null
}
