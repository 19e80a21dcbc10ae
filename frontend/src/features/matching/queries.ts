import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import type { components } from '../../api/schema'
import { offsetIndex } from '../../lib/offsets'

export type Match = components['schemas']['Match']
export type Matches = components['schemas']['Matches']

/** As the desk has it: a longer text is no statement. */
export const LONGEST = 5000

/** What of a text is looked for has so many characters: code points, as the desk counts. */
export const lengthOf = (text: string): number => offsetIndex(text.trim()).length

export const matchesQuery = (text: string) =>
  queryOptions({
    queryKey: ['matches', text],
    enabled: text !== '' && lengthOf(text) <= LONGEST,
    placeholderData: keepPreviousData,
    queryFn: () => unwrap(api.GET('/api/v1/matches', { params: { query: { text } } })),
  })

/** Under the claim's own key: what changes the claim asks for them anew. */
export const matchesOfClaimQuery = (claim: number) =>
  queryOptions({
    queryKey: ['claim', claim, 'matches'],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/claims/{claim_id}/matches', {
          params: { path: { claim_id: claim }, query: { limit: 5 } },
        }),
      ),
  })

/** What is asked, as the address has it. */
export interface Asked {
  text?: string
}

export function readAsked({ text }: Record<string, unknown>): Asked {
  // Digits alone are a number in the address.
  const words = typeof text === 'number' ? String(text) : text
  return typeof words === 'string' && words.trim() !== '' ? { text: words } : {}
}
