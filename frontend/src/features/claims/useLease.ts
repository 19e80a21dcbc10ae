import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, ApiProblem, unwrap, type ClaimDetail } from '../../api/client'
import { policyQuery, queryClient } from '../../api/queries'
import { isInHand } from './actions'

/** Claims whose lease is being renewed. */
const underWay = new Set<number>()

async function renew(id: number): Promise<void> {
  if (underWay.has(id)) return
  underWay.add(id)
  try {
    const { until } = await unwrap(
      api.POST('/api/v1/claims/{claim_id}/lease', { params: { path: { claim_id: id } } }),
    )
    queryClient.setQueryData<ClaimDetail>(['claim', id], (claim) =>
      claim?.assignment == null
        ? claim
        : { ...claim, assignment: { ...claim.assignment, lease_until: until } },
    )
  } catch (error) {
    // A colleague has it now: that is shown. While the desk is out of reach the next key tries again.
    if (error instanceof ApiProblem && error.status === 409)
      await queryClient.invalidateQueries({ queryKey: ['claim', id] })
  } finally {
    underWay.delete(id)
  }
}

/**
 * Holds on to one's own claim while it is open and somebody is there: with a key or the mouse, once
 * half of the lease is over.
 */
export function useLease(claim: ClaimDetail, me: number): void {
  const { data: policy } = useQuery(policyQuery(claim.desk))
  const minutes = policy?.rules.assignment?.lease_minutes
  const { id, assignment } = claim
  const held = assignment?.assignee.id === me && isInHand(claim)
  const until = assignment?.lease_until ?? null
  useEffect(() => {
    if (!held || minutes === undefined) return
    const active = () => {
      const left = until === null ? 0 : new Date(until).getTime() - Date.now()
      if (left < minutes * 30_000) void renew(id)
    }
    window.addEventListener('keydown', active)
    window.addEventListener('pointerdown', active)
    return () => {
      window.removeEventListener('keydown', active)
      window.removeEventListener('pointerdown', active)
    }
  }, [id, held, until, minutes])
}
