import type { ClaimDetail, SecondOpinion } from '../../api/client'

/** Where the second opinion stands, in one sentence; null where there is none and none is wanted. */
export function standing(claim: ClaimDetail): string | null {
  const request = claim.opinion_request
  if (request !== null) {
    const who = request.of === null ? 'Anybody but its author' : request.of.name
    return `${who} is asked for a second opinion by ${request.asked_by.name}.`
  }
  switch (claim.opinion) {
    case 'none':
      return null
    case 'wanted':
      return 'The desk’s policy wants a second opinion on this verdict.'
    case 'agreed':
      return 'The second opinion agrees with the verdict.'
    case 'disagreed':
      return 'The second opinion differs from the verdict. A third editor settles it, or the verdict is returned.'
    case 'resolved':
      return 'The second opinion differs; an editor has settled it.'
  }
}

/** How a second opinion was come to, and what it makes of the first. */
export const manner = ({ blind, agrees }: Pick<SecondOpinion, 'blind' | 'agrees'>): string =>
  `${agrees ? 'Agrees' : 'Differs'}, given ${blind ? 'without sight of' : 'in sight of'} the first`

/** What a second opinion still lacks before it can be given, or null. */
export function lacking(draft: { rating: string; summary: string }): string | null {
  const needs = [
    ...(draft.rating === '' ? ['a rating'] : []),
    ...(draft.summary.trim() === '' ? ['a summary'] : []),
  ]
  return needs.length === 0 ? null : `Still needed: ${needs.join(' and ')}.`
}
