import type { Comment, Person } from '../../api/client'
import { offsetIndex } from '../../lib/offsets'

export interface Typing {
  /** Where its @ stands. */
  start: number
  query: string
}

/** The mention that is being typed at the caret, or null. An @ within a word is an address. */
export function typing(text: string, caret: number): Typing | null {
  const match = /(?:^|[^\w@.+-])@([a-z0-9._-]*)$/i.exec(text.slice(0, caret))
  const query = match?.[1]
  return query === undefined ? null : { start: caret - query.length - 1, query }
}

const MOST = 6

/** Colleagues whose login or a part of whose name begins like this. */
export function suggest(people: Person[], query: string): Person[] {
  const wanted = query.toLowerCase()
  return people
    .filter(
      ({ active, login, name }) =>
        active &&
        (login.startsWith(wanted) ||
          name
            .toLowerCase()
            .split(/\s+/)
            .some((part) => part.startsWith(wanted))),
    )
    .slice(0, MOST)
}

/** The text with the login in place of what was typed of it, and where the caret is then. */
export function complete(
  text: string,
  { start, query }: Typing,
  login: string,
): { text: string; caret: number } {
  const rest = text.slice(start + 1 + query.length)
  const inserted = `@${login}${/^\s/.test(rest) ? '' : ' '}`
  return { text: text.slice(0, start) + inserted + rest, caret: start + login.length + 2 }
}

export interface Part {
  text: string
  name: string | null
}

/** A comment's words, cut where colleagues are mentioned. */
export function parts({ text, mentions }: Pick<Comment, 'text' | 'mentions'>): Part[] {
  if (text === null) return []
  const index = offsetIndex(text)
  const found: Part[] = []
  let at = 0
  for (const { start, end, person } of mentions) {
    const from = index.toUtf16(start)
    if (from < at) continue
    if (from > at) found.push({ text: text.slice(at, from), name: null })
    at = index.toUtf16(end)
    found.push({ text: text.slice(from, at), name: person.name })
  }
  if (at < text.length) found.push({ text: text.slice(at), name: null })
  return found
}
