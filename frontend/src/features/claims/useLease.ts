import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, ApiProblem, unwrap, type ClaimDetail } from '../../api/client'
import { policyQuery, queryClient } from '../../api/queries'
import { forgetBy } from '../../lib/own'
import { isInHand } from './actions'
import { isWriting } from './optimism'

/** How long one that failed is left alone, in milliseconds: the desk may be out of reach. */
const PATIENCE = 30_000

/** Claims whose lease is being renewed. */
const underWay = new Set<number>()
/** When it failed last, by claim. */
const failed = new Map<number, number>()
forgetBy(() => failed.clear())

/** A claim that is being written to is not yet what is shown: its lease is known once that is done. */
const mayRenew = (id: number): boolean =>
  !underWay.has(id) && !isWriting(id) && Date.now() - (failed.get(id) ?? 0) >= PATIENCE

async function renew(id: number): Promise<void> {
  if (!mayRenew(id)) return
  underWay.add(id)
  try {
    const { until } = await unwrap(
      api.POST('/api/v1/claims/{claim_id}/lease', { params: { path: { claim_id: id } } }),
    )
    failed.delete(id)
    queryClient.setQueryData<ClaimDetail>(['claim', id], (claim) =>
      claim?.assignment == null
        ? claim
        : { ...claim, assignment: { ...claim.assignment, lease_until: until } },
    )
  } catch (error) {
    failed.set(id, Date.now())
    // A colleague has it now: that is shown. What is being written to is read again after that.
    if (error instanceof ApiProblem && error.status === 409 && !isWriting(id))
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
