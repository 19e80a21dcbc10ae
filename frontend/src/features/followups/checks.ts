import type { CheckResult } from '../../api/client'

export type Check = CheckResult['check']

export const CHECKS: Record<Check, string> = {
  somebody_behind: 'Somebody said it',
  reason: 'Why they are not named',
  reason_for_readers: 'Readers are told why',
  description: 'Described to readers',
  terms: 'Terms agreed',
  basis: 'How they know',
  first_hand: 'Known at first hand',
  information: 'Information, not opinion',
  plural: 'The number fits',
  declined_comment: 'Not said to decline comment',
  editor_knows: 'An editor knows who it is',
  attempt: 'Asked to be named',
  corroboration: 'Borne out independently',
  right_of_reply: 'Those concerned were asked',
  sign_off: 'Use signed off',
  approver_knows: 'Whoever signs knows who it is',
}

/** The API names its fields in backticks; here they are called what the form calls them. */
const FIELDS: Record<string, string> = {
  reason_class: 'Kind of reason',
  reason_words: 'The article’s words for it',
  source_count: 'People behind the words',
  terms: 'Terms agreed with the source',
  basis_of_knowledge: 'How do they know?',
  knowledge: 'The source knows it',
  content: 'The source gives',
  known_to: 'Colleague who knows the identity',
}

/** What to do about a check, in the words of the page. */
export const inPageWords = (todo: string): string =>
  todo.replace(/`([a-z_]+)`/g, (_, field: string) => `“${FIELDS[field] ?? field}”`)

export type Standing = 'met' | 'waived' | 'lacking' | 'advice'

export function standingOf({ met, waived, required }: CheckResult): Standing {
  if (met) return 'met'
  if (waived) return 'waived'
  return required ? 'lacking' : 'advice'
}

/** The checks that the desk's policy demands, what is lacking first, and those that are advice. */
export function sorted(checklist: CheckResult[]): {
  demanded: CheckResult[]
  advice: CheckResult[]
} {
  const demanded = checklist.filter(({ required }) => required)
  const lacking = (check: CheckResult) => standingOf(check) === 'lacking'
  return {
    demanded: [...demanded.filter(lacking), ...demanded.filter((check) => !lacking(check))],
    advice: checklist.filter(({ required }) => !required),
  }
}

/** "3 of 5 met": how far a follow-up is. A waived check stands in no one's way. */
export function tally(checks: CheckResult[]): string {
  const fine = checks.filter((check) => standingOf(check) !== 'lacking').length
  return `${fine} of ${checks.length} met`
}
