import type { Claim } from '../../api/client'
import { useKeys } from '../../app/keys'

/** Going from claim to claim in the order of the text, by key and by button. */
export function useSteps(
  claims: readonly Claim[],
  selected: number | null,
  select: (claim: number) => void,
): (by: 1 | -1) => void {
  const step = (by: 1 | -1) => {
    const at = claims.findIndex((claim) => claim.id === selected)
    const next = claims[at === -1 ? (by === 1 ? 0 : claims.length - 1) : at + by]
    if (next !== undefined) select(next.id)
  }
  useKeys({ nextSpan: () => step(1), previousSpan: () => step(-1) })
  return step
}
