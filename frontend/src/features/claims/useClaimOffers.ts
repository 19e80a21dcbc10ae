import { t } from '@lingui/core/macro'
import type { Claim } from '../../api/client'
import { useOffers } from '../../app/offers'
import { acceptClaim, can, releaseClaim, restoreClaim } from './actions'

/** What the desk allows with the claim at hand and no key does: found in the palette. */
export function useClaimOffers(claim: Claim | undefined): void {
  useOffers(
    claim === undefined
      ? []
      : [
          ...(can(claim, 'accept')
            ? [
                {
                  id: 'accept',
                  does: t`accept the claim`,
                  act: () => void acceptClaim(claim.id),
                },
              ]
            : []),
          ...(can(claim, 'release')
            ? [
                {
                  id: 'release',
                  does: t`release the claim for anybody to take`,
                  act: () => void releaseClaim(claim.id),
                },
              ]
            : []),
          ...(can(claim, 'restore')
            ? [
                {
                  id: 'restore',
                  does: t`restore the claim`,
                  act: () => void restoreClaim(claim.id),
                },
              ]
            : []),
        ],
  )
}
