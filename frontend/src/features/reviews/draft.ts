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

/** A draft that begins from the latest verdict, or from what was typed for one taken back. */
export function draftOf({ verdicts }: ClaimDetail): Draft {
  const last = verdicts.at(-1)
  return {
    rating: last?.rating.key ?? '',
    summary: last?.summary ?? '',
    reasons: last?.reasons ?? '',
    why: '',
    leftOut: [],
    after: verdicts.length,
  }
}
