import type { ClaimDetail } from '../../api/client'

/** A verdict as far as it is typed. */
export interface Draft {
  rating: string
  summary: string
  reasons: string
  why: string
  leftOut: number[]
  /** How many verdicts there were when this was begun. */
  after: number
}

/**
 * A draft that begins from the latest verdict, or from what was typed for one taken back. What that
 * did not rest on stays out; only what came in after it is new to whoever judges.
 */
export function draftOf({ verdicts, evidence }: ClaimDetail): Draft {
  const last = verdicts.at(-1)
  const takenOut = evidence.filter(
    ({ id, added_at, retracted_at }) =>
      last !== undefined &&
      retracted_at === null &&
      new Date(added_at) < new Date(last.at) &&
      !last.evidence.includes(id),
  )
  return {
    rating: last?.rating.key ?? '',
    summary: last?.summary ?? '',
    reasons: last?.reasons ?? '',
    why: '',
    leftOut: takenOut.map(({ id }) => id),
    after: verdicts.length,
  }
}
