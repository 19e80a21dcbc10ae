import { t } from '@lingui/core/macro'
import type { ClaimDetail, RatingOption } from '../../api/client'
import { useOffers } from '../../app/offers'
import { hold, useHeld } from '../claims/held'
import type { useVerdict } from './useVerdict'

/**
 * Rating by a place on the scale, from 1: what a digit does, kept until the ratings are known, and what
 * the palette offers to whoever does without single keys. `give` is what becomes of the rating.
 */
export function useRate(
  claim: ClaimDetail,
  { ready, options, pick }: ReturnType<typeof useVerdict>,
  give: (option: RatingOption) => void,
): (position: number) => void {
  const rate = (position: number) => {
    if (!ready) {
      hold(claim.id, 'rate', position)
      return
    }
    const option = pick(position)
    if (option) give(option)
  }
  useHeld(claim.id, 'rate', ready ? rate : null)
  useOffers(
    options.map(({ key, label }, at) => ({
      id: `rate-${key}`,
      does: t`rate the claim “${label}”`,
      act: () => rate(at + 1),
    })),
  )
  return rate
}
