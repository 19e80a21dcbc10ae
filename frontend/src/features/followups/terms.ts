import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { FollowUp, Outcome, Terms } from '../../api/client'

/** What may be chosen, each with its word. */
export type Choices<T extends string> = readonly { value: T; label: MessageDescriptor }[]

/** The choices as a field lists them. */
export const listed = <T extends string>(choices: Choices<T>) =>
  choices.map(({ value, label }) => ({ value, label: i18n._(label) }))

/** The word of one of them. */
export const labelOf = <T extends string>(choices: Choices<T>, value: T): string => {
  const label = choices.find((one) => one.value === value)?.label
  return label === undefined ? value : i18n._(label)
}

export const TERMS: Choices<Terms> = [
  { value: 'unknown', label: msg`Not known yet` },
  { value: 'background', label: msg`On background` },
  { value: 'not_for_attribution', label: msg`Not for attribution` },
  { value: 'off_the_record', label: msg`Off the record` },
]

export const OUTCOMES: Choices<Outcome> = [
  { value: 'identified', label: msg`Identified: now named in the article` },
  { value: 'corroborated', label: msg`Corroborated independently` },
  { value: 'cleared', label: msg`Cleared: stays unnamed, the policy is met` },
  { value: 'waived', label: msg`Waived by an editor, with a reason` },
  { value: 'dropped', label: msg`Dropped from the article` },
]

export const termsLabel = (terms: Terms) => labelOf(TERMS, terms)
export const outcomeLabel = (outcome: Outcome | null | undefined) =>
  outcome == null ? t`Still open` : labelOf(OUTCOMES, outcome)

export const REASON_CLASSES: Choices<FollowUp['reason_class']> = [
  { value: 'none_given', label: msg`None given yet` },
  { value: 'not_authorised', label: msg`Not authorised to speak` },
  { value: 'fear_for_job', label: msg`Fear for their job` },
  { value: 'fear_of_retaliation', label: msg`Fear of retaliation` },
  { value: 'fear_for_safety', label: msg`Fear for their safety` },
  { value: 'legal', label: msg`Legal reasons` },
  { value: 'privacy', label: msg`Privacy` },
  { value: 'routine_briefing', label: msg`Routine briefing` },
  { value: 'other', label: msg`Another reason` },
]

export const USES: Choices<FollowUp['use']> = [
  { value: 'hinges', label: msg`The story hinges on it` },
  { value: 'direct_quote', label: msg`Quoted directly` },
  { value: 'other', label: msg`Another use` },
]

export const KNOWLEDGE: Choices<FollowUp['knowledge']> = [
  { value: 'unknown', label: msg`Not known yet` },
  { value: 'first_hand', label: msg`At first hand` },
  { value: 'second_hand', label: msg`From others` },
]

export const CONTENT: Choices<FollowUp['content']> = [
  { value: 'unknown', label: msg`Not known yet` },
  { value: 'information', label: msg`Information` },
  { value: 'opinion', label: msg`An opinion` },
]

/** What came of asking a source to be named. */
export type AttemptResult = FollowUp['attempts'][number]['result']

export const RESULTS: Choices<AttemptResult> = [
  { value: 'refused', label: msg`Refused` },
  { value: 'agreed', label: msg`Agreed` },
  { value: 'undecided', label: msg`Undecided` },
  { value: 'no_answer', label: msg`No answer` },
]

/** What a person fills in. `due` as the browser's date field has it, in local time. */
export interface FollowUpDraft {
  /** The version on the desk when this was begun: what a colleague saved since is not overwritten. */
  base: number
  reason: string
  reason_class: FollowUp['reason_class']
  reason_words: string
  terms: Terms
  use: FollowUp['use']
  content: FollowUp['content']
  knowledge: FollowUp['knowledge']
  basis_of_knowledge: string
  known_to: number | null
  /** As the browser's date field has it, empty where nobody was told or nobody wrote down when. */
  told_at: string
  source_count: number | null
  corroborations: number
  due: string
  outcome: Outcome | null
  outcome_reason: string
}

/** An ISO moment as a date field shows it, in local time. */
export function toLocalField(iso: string): string {
  const at = new Date(iso)
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

export function draftOf(entry: FollowUp): FollowUpDraft {
  return {
    base: entry.version,
    reason: entry.reason,
    reason_class: entry.reason_class,
    reason_words: entry.reason_words,
    terms: entry.terms,
    use: entry.use,
    content: entry.content,
    knowledge: entry.knowledge,
    basis_of_knowledge: entry.basis_of_knowledge,
    known_to: entry.known_to?.id ?? null,
    told_at: entry.told_at === null ? '' : toLocalField(entry.told_at),
    source_count: entry.source_count,
    corroborations: entry.corroborations,
    due: toLocalField(entry.due),
    outcome: entry.outcome,
    outcome_reason: entry.outcome_reason,
  }
}

export function bodyOf({ base: _, ...draft }: FollowUpDraft) {
  return { ...draft, due: momentOf(draft.due), told_at: momentOf(draft.told_at) }
}

/** What a date field holds as an ISO moment, or null where it holds none. */
export function momentOf(field: string): string | null {
  const at = new Date(field)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** Why the follow-up cannot be closed like this, or null. */
export function problemOf(draft: FollowUpDraft): string | null {
  if (draft.outcome === 'corroborated' && draft.corroborations === 0)
    return t`Corroborated, but by how many? Count the independent sources.`
  if (
    (draft.outcome === 'waived' || draft.outcome === 'dropped') &&
    draft.outcome_reason.trim() === ''
  )
    return t`Say why, in the reason for the outcome.`
  return null
}

export type CorroborationKind = FollowUp['corroboration_list'][number]['kind']

export const CORROBORATION_KINDS: Choices<CorroborationKind> = [
  { value: 'document', label: msg`A document` },
  { value: 'named_person', label: msg`A person who is named` },
  { value: 'unnamed_person', label: msg`Another unnamed person` },
  { value: 'observation', label: msg`Something seen` },
  { value: 'other', label: msg`Something else` },
]
