import type { FollowUp, Outcome, Terms } from '../../api/client'

export const TERMS: { value: Terms; label: string }[] = [
  { value: 'unknown', label: 'Not known yet' },
  { value: 'background', label: 'On background' },
  { value: 'not_for_attribution', label: 'Not for attribution' },
  { value: 'off_the_record', label: 'Off the record' },
]

export const OUTCOMES: { value: Outcome; label: string }[] = [
  { value: 'identified', label: 'Identified: now named in the article' },
  { value: 'corroborated', label: 'Corroborated independently' },
  { value: 'cleared', label: 'Cleared: stays unnamed, the policy is met' },
  { value: 'waived', label: 'Waived by an editor, with a reason' },
  { value: 'dropped', label: 'Dropped from the article' },
]

export const termsLabel = (terms: Terms) => TERMS.find(({ value }) => value === terms)?.label ?? ''
export const outcomeLabel = (outcome: Outcome | null | undefined) =>
  OUTCOMES.find(({ value }) => value === outcome)?.label ?? 'Still open'

type Entry<K extends keyof FollowUp> = { value: FollowUp[K]; label: string }[]

export const REASON_CLASSES: Entry<'reason_class'> = [
  { value: 'none_given', label: 'None given yet' },
  { value: 'not_authorised', label: 'Not authorised to speak' },
  { value: 'fear_for_job', label: 'Fear for their job' },
  { value: 'fear_of_retaliation', label: 'Fear of retaliation' },
  { value: 'fear_for_safety', label: 'Fear for their safety' },
  { value: 'legal', label: 'Legal reasons' },
  { value: 'privacy', label: 'Privacy' },
  { value: 'routine_briefing', label: 'Routine briefing' },
  { value: 'other', label: 'Another reason' },
]

export const USES: Entry<'use'> = [
  { value: 'hinges', label: 'The story hinges on it' },
  { value: 'direct_quote', label: 'Quoted directly' },
  { value: 'other', label: 'Another use' },
]

export const KNOWLEDGE: Entry<'knowledge'> = [
  { value: 'unknown', label: 'Not known yet' },
  { value: 'first_hand', label: 'At first hand' },
  { value: 'second_hand', label: 'From others' },
]

export const CONTENT: Entry<'content'> = [
  { value: 'unknown', label: 'Not known yet' },
  { value: 'information', label: 'Information' },
  { value: 'opinion', label: 'An opinion' },
]

export const labelOf = <T extends string>(list: { value: T; label: string }[], value: T) =>
  list.find((one) => one.value === value)?.label ?? value

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
function momentOf(field: string): string | null {
  const at = new Date(field)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** Why the follow-up cannot be closed like this, or null. */
export function problemOf(draft: FollowUpDraft): string | null {
  if (draft.outcome === 'corroborated' && draft.corroborations === 0)
    return 'Corroborated, but by how many? Count the independent sources.'
  if (
    (draft.outcome === 'waived' || draft.outcome === 'dropped') &&
    draft.outcome_reason.trim() === ''
  )
    return 'Say why, in the reason for the outcome.'
  return null
}

export type CorroborationKind = FollowUp['corroboration_list'][number]['kind']

export const CORROBORATION_KINDS: { value: CorroborationKind; label: string }[] = [
  { value: 'document', label: 'A document' },
  { value: 'named_person', label: 'A person who is named' },
  { value: 'unnamed_person', label: 'Another unnamed person' },
  { value: 'observation', label: 'Something seen' },
  { value: 'other', label: 'Something else' },
]
