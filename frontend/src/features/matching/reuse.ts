import { t } from '@lingui/core/macro'
import { api, etag, unwrap, type ClaimDetail } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { complain } from '../../ui/undo'
import { can } from '../claims/actions'
import { offerWithdrawal } from '../claims/withdrawal'
import type { Match } from './queries'

/** Whether the claim is to be judged by whoever is signed in, or by anybody. */
export const isToJudge = (claim: ClaimDetail): boolean =>
  can(claim, 'save_verdict') || (can(claim, 'assign') && claim.assignment === null)

/** Whether an earlier claim of the desk has a verdict that readers see. */
const isJudged = (claim: ClaimDetail, { claim: earlier }: Match): boolean =>
  earlier !== null &&
  earlier.desk === claim.desk &&
  earlier.state === 'published' &&
  earlier.rating !== null

/** Whether an earlier statement has a verdict that holds for this claim as well. */
export const isReusable = (claim: ClaimDetail, match: Match): boolean =>
  match.likeness === 'same' && isJudged(claim, match)

/** Whether it has one that may hold for this claim: somebody has to say why. */
export const isNear = (claim: ClaimDetail, match: Match): boolean =>
  match.likeness === 'near' && isJudged(claim, match) && isToJudge(claim)

/** Claims whose verdict is on its way: a key pressed twice does it once. */
const underWay = new Set<number>()

/** Submits the verdict on an earlier claim as this one's, and offers to take it back. */
export async function sendReuse(claim: ClaimDetail, earlier: number, reason = ''): Promise<void> {
  const saved = await unwrap(
    api.POST('/api/v1/claims/{claim_id}/verdict/reuse', {
      params: { path: { claim_id: claim.id }, header: { 'If-Match': etag(claim.version) } },
      body: { claim: earlier, reason },
    }),
  )
  offerWithdrawal(t`The earlier verdict is submitted to an editor.`, saved)
}

/** The same by one key, where both say the same; the desk copies what it rests on. */
export async function reuseVerdict(claim: ClaimDetail, earlier: number): Promise<boolean> {
  if (underWay.has(claim.id)) return false
  underWay.add(claim.id)
  try {
    await sendReuse(claim, earlier)
    return true
  } catch (error) {
    complain(error)
    return false
  } finally {
    underWay.delete(claim.id)
    await refreshWork()
  }
}
