import { t } from '@lingui/core/macro'
import type { ClaimDetail, DeskScale, Me, Policy } from '../../api/client'
import type { Draft } from './draft'
import { groundOf, lackingWords, lacks, type Lacking } from './lacks'

/** What a claim is judged by, and by whom, as far as it is known yet. */
export interface Rules {
  scale: DeskScale | undefined
  policy: Policy | undefined
  me: Me | null | undefined
}

export const standingOf = ({ evidence }: ClaimDetail) =>
  evidence.filter((item) => item.retracted_at === null)

export const wasPublished = ({ verdicts }: ClaimDetail) =>
  verdicts.some((verdict) => verdict.published)

/** The evidence a verdict rests on. */
export const restsOn = (claim: ClaimDetail, { leftOut }: Draft): number[] =>
  standingOf(claim)
    .map((item) => item.id)
    .filter((id) => !leftOut.includes(id))

export const lackingOf = (claim: ClaimDetail, draft: Draft, { policy }: Rules): Lacking =>
  lacks(draft, groundOf(claim.evidence, restsOn(claim, draft)), {
    wasPublished: wasPublished(claim),
    demands: policy?.rules.evidence,
  })

/** The verdict that came in after a draft was begun, perhaps in another window. */
export function newerThan({ after }: Draft, { verdicts }: ClaimDetail) {
  const last = verdicts.at(-1)
  return after < verdicts.length && last?.withdrawn === null ? last : undefined
}

/** Why a verdict cannot be submitted as it is drafted; null where it can. */
export function refusalOf(claim: ClaimDetail, draft: Draft, rules: Rules): string | null {
  if (newerThan(draft, claim) !== undefined)
    return t`A colleague’s verdict is newer: choose between the two first.`
  return lackingWords(lackingOf(claim, draft, rules))
}
