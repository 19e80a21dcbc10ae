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

/** What a person fills in. `due` as the browser's date field has it, in local time. */
export interface FollowUpDraft {
  /** The version on the desk when this was begun: what a colleague saved since is not overwritten. */
  base: number
  reason: string
  terms: Terms
  basis_of_knowledge: string
  known_to: number | null
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
    terms: entry.terms,
    basis_of_knowledge: entry.basis_of_knowledge,
    known_to: entry.known_to?.id ?? null,
    corroborations: entry.corroborations,
    due: toLocalField(entry.due),
    outcome: entry.outcome,
    outcome_reason: entry.outcome_reason,
  }
}

export function bodyOf({ base: _, ...draft }: FollowUpDraft) {
  const due = new Date(draft.due)
  return { ...draft, due: Number.isNaN(due.getTime()) ? null : due.toISOString() }
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
