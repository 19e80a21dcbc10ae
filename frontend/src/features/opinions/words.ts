import { t } from '@lingui/core/macro'
import { listOf } from '../../lib/lists'
import type { ClaimDetail, SecondOpinion } from '../../api/client'

/** Where the second opinion stands, in one sentence; null where there is none and none is wanted. */
export function standing(claim: ClaimDetail): string | null {
  const request = claim.opinion_request
  if (request !== null) {
    const who = request.of === null ? t`Anybody but its author` : request.of.name
    const by = request.asked_by.name
    return t`${who} is asked for a second opinion by ${by}.`
  }
  switch (claim.opinion) {
    case 'none':
      return null
    case 'wanted':
      return t`The desk’s policy wants a second opinion on this verdict.`
    case 'agreed':
      return t`The second opinion agrees with the verdict.`
    case 'disagreed':
      return t`The second opinion differs from the verdict. A third editor settles it, or the verdict is returned.`
    case 'resolved':
      return t`The second opinion differs; an editor has settled it.`
  }
}

/** How a second opinion was come to, and what it makes of the first. */
export function manner({ blind, agrees }: Pick<SecondOpinion, 'blind' | 'agrees'>): string {
  if (agrees)
    return blind
      ? t`Agrees, given without sight of the first`
      : t`Agrees, given in sight of the first`
  return blind
    ? t`Differs, given without sight of the first`
    : t`Differs, given in sight of the first`
}

/** What a second opinion still lacks before it can be given, or null. */
export function lacking(draft: { rating: string; summary: string }): string | null {
  const needs = [
    ...(draft.rating === '' ? [t`a rating`] : []),
    ...(draft.summary.trim() === '' ? [t`a summary`] : []),
  ]
  const parts = listOf(needs)
  return needs.length === 0 ? null : t`Still needed: ${parts}.`
}
