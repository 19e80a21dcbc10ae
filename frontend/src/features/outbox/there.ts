import { ApiProblem, type ClaimDetail } from '../../api/client'
import type { Call } from './calls'

const HANDED_IN: readonly string[] = ['submitted', 'approved', 'published']

/** The claim, where a verdict is refused only since the desk has that very verdict; else null. */
export function thereAlready(call: Call, error: unknown): ClaimDetail | null {
  if (call.kind !== 'verdict' || !(error instanceof ApiProblem) || error.status !== 412) return null
  const claim = error.current as ClaimDetail | null | undefined
  const verdict = claim?.verdict
  if (claim == null || verdict == null || verdict.withdrawn !== null) return null
  const { rating, summary = '', reasons = '', submit = false } = call.body
  const same =
    verdict.rating.key === rating &&
    verdict.summary === summary.trim() &&
    verdict.reasons === reasons.trim()
  return same && (!submit || HANDED_IN.includes(claim.state)) ? claim : null
}
