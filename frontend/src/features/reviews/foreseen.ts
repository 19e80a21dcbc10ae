import type { Claim, ClaimDetail, DeskScale, RatingOption } from '../../api/client'
import type { components } from '../../api/schema'

type Written = Required<Omit<components['schemas']['VerdictWrite'], 'scale' | 'evidence'>>

/** What a claim's row shows once its verdict is in, until the desk has answered. */
export function foreseen(
  claim: ClaimDetail,
  { summary, reasons, why, submit }: Written,
  option: RatingOption,
  scale: DeskScale,
  author: ClaimDetail['verdicts'][number]['author'],
): Partial<Claim> {
  const { key, label, rank, off_axis = null } = option
  const of = Math.max(...scale.options.map((each) => each.rank ?? 0))
  return {
    state: submit ? 'submitted' : 'in_review',
    // What can be done with it then, the desk says.
    actions: submit ? [] : claim.actions,
    verdict: {
      id: 0,
      number: claim.verdicts.length + 1,
      rating: { key, label, scale: scale.key, scale_version: scale.version, rank, of, off_axis },
      summary,
      reasons,
      why,
      evidence: [],
      changed_since_verdict: [],
      author,
      at: new Date().toISOString(),
      published: false,
      withdrawn: null,
      reuses: null,
    },
  }
}
