import { t } from '@lingui/core/macro'
import { useOffers } from '../../app/offers'
import type { RatingOption } from '../../api/client'

/** Each rating in the palette, for whoever does without single keys. `rate` takes its place, from 1. */
export function useRatingOffers(
  options: readonly RatingOption[],
  rate: (position: number) => void,
): void {
  useOffers(
    options.map(({ key, label }, at) => ({
      id: `rate-${key}`,
      does: t`rate the claim “${label}”`,
      act: () => rate(at + 1),
    })),
  )
}
