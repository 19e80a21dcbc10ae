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

/** Whether an earlier statement has a verdict of the desk that holds for this claim as well. */
export const isReusable = (claim: ClaimDetail, { likeness, claim: earlier }: Match): boolean =>
  likeness === 'same' &&
  earlier !== null &&
  earlier.desk === claim.desk &&
  earlier.state === 'published' &&
  earlier.rating !== null

/** Claims whose verdict is on its way: a key pressed twice does it once. */
const underWay = new Set<number>()

/** Submits the verdict on an earlier claim as this one's; the desk copies what it rests on. */
export async function reuseVerdict(claim: ClaimDetail, earlier: number): Promise<boolean> {
  if (underWay.has(claim.id)) return false
  underWay.add(claim.id)
  try {
    const saved = await unwrap(
      api.POST('/api/v1/claims/{claim_id}/verdict/reuse', {
        params: { path: { claim_id: claim.id }, header: { 'If-Match': etag(claim.version) } },
        body: { claim: earlier },
      }),
    )
    offerWithdrawal(t`The earlier verdict is submitted to an editor.`, saved)
    return true
  } catch (error) {
    complain(error)
    return false
  } finally {
    underWay.delete(claim.id)
    await refreshWork()
  }
}
