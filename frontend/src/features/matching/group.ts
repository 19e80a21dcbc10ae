import { plural } from '@lingui/core/macro'
import { queryOptions } from '@tanstack/react-query'
import { api, etag, unwrap } from '../../api/client'
import type { components } from '../../api/schema'
import { offerUndo } from '../../ui/undo'
import { withdrawAll } from '../claims/withdrawal'

export type GroupVerdict = components['schemas']['GroupVerdict']
export type GroupClaim = components['schemas']['GroupClaim']

/** There is more to look at than after one. */
const UNDO_STAYS = 60_000

/** Under the claim's own key: what changes the claim asks for it anew. */
export const groupQuery = (claim: number) =>
  queryOptions({
    queryKey: ['claim', claim, 'group'],
    queryFn: () =>
      unwrap(api.GET('/api/v1/claims/{claim_id}/group', { params: { path: { claim_id: claim } } })),
  })

/** The verdict on the claim's statement, and the open claims that it can be used on. */
export const groupOfferQuery = (claim: number) =>
  queryOptions({
    queryKey: ['claim', claim, 'group', 'offer'],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/claims/{claim_id}/group/reuse', {
          params: { path: { claim_id: claim } },
        }),
      ),
  })

/** Submits the verdict on all of these claims or on none, and offers to take them back. */
export async function submitOnAll(
  { claim, version }: GroupVerdict,
  claims: readonly GroupClaim[],
): Promise<void> {
  const submitted = await unwrap(
    api.POST('/api/v1/claims/{claim_id}/group/reuse', {
      params: { path: { claim_id: claim }, header: { 'If-Match': etag(version) } },
      body: { items: claims.map((each) => ({ claim: each.claim, version: each.version })) },
    }),
  )
  const said = plural(submitted.length, {
    one: 'The verdict is submitted to an editor on # claim.',
    other: 'The verdict is submitted to an editor on # claims.',
  })
  const undo = () =>
    void withdrawAll(
      submitted.map((each) => ({
        id: each.claim,
        version: each.version,
        verdict: { id: each.verdict },
      })),
    )
  offerUndo(said, undo, { stays: UNDO_STAYS })
}
