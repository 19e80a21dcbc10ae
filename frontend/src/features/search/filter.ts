import type { SearchKind } from '../../api/client'

/** What is looked for, as the address has it. */
export interface SearchFor {
  text?: string
  kind?: SearchKind
}

export const KINDS: { kind: SearchKind; one: string; many: string }[] = [
  { kind: 'claim', one: 'Claim', many: 'Claims' },
  { kind: 'verdict', one: 'Verdict', many: 'Verdicts' },
  { kind: 'evidence', one: 'Evidence', many: 'Evidence' },
  { kind: 'article', one: 'Article', many: 'Articles' },
]

export function readSearch({ text, kind }: Record<string, unknown>): SearchFor {
  // A search for digits alone is a number in the address.
  const words = typeof text === 'number' ? String(text) : text
  const known = KINDS.find((one) => one.kind === kind)
  return {
    ...(typeof words === 'string' && words.trim() !== '' ? { text: words.slice(0, 500) } : {}),
    ...(known === undefined ? {} : { kind: known.kind }),
  }
}
