import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { CheckResult } from '../../api/client'

export type Check = CheckResult['check']

const CHECKS: Record<Check, MessageDescriptor> = {
  somebody_behind: msg`Somebody said it`,
  reason: msg`Why they are not named`,
  reason_for_readers: msg`Readers are told why`,
  description: msg`Described to readers`,
  terms: msg`Terms agreed`,
  basis: msg`How they know`,
  first_hand: msg`Known at first hand`,
  information: msg`Information, not opinion`,
  plural: msg`The number fits`,
  declined_comment: msg`Not said to decline comment`,
  editor_knows: msg`An editor knows who it is`,
  attempt: msg`Asked to be named`,
  corroboration: msg`Borne out independently`,
  right_of_reply: msg`Those concerned were asked`,
  sign_off: msg`Use signed off`,
  approver_knows: msg`Whoever signs knows who it is`,
}

/** A check by its name. */
export const checkName = (check: Check): string => i18n._(CHECKS[check])

/** The API names its fields in backticks; here they are called what the form calls them. */
const FIELDS: Record<string, MessageDescriptor> = {
  reason_class: msg`Kind of reason`,
  reason_words: msg`The article’s words for it`,
  source_count: msg`People behind the words`,
  terms: msg`Terms agreed with the source`,
  basis_of_knowledge: msg`How do they know?`,
  knowledge: msg`The source knows it`,
  content: msg`The source gives`,
  known_to: msg`Colleague who knows the identity`,
}

/** What to do about a check, in the words of the page. */
export const inPageWords = (todo: string): string =>
  todo.replace(/`([a-z_]+)`/g, (_, field: string) => {
    const label = FIELDS[field]
    const name = label === undefined ? field : i18n._(label)
    return t`“${name}”`
  })

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
  const all = checks.length
  return t`${fine} of ${all} met`
}
