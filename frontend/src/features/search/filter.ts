import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SearchKind } from '../../api/client'

/** What is looked for, as the address has it. */
export interface SearchFor {
  text?: string
  kind?: SearchKind
}

export const KINDS: { kind: SearchKind; one: MessageDescriptor; many: MessageDescriptor }[] = [
  { kind: 'claim', one: msg`Claim`, many: msg`Claims` },
  { kind: 'verdict', one: msg`Verdict`, many: msg`Verdicts` },
  { kind: 'evidence', one: msg`Evidence`, many: msg`Evidence` },
  { kind: 'article', one: msg`Article`, many: msg`Articles` },
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
