import type { components } from '../../api/schema'
import { showMoment } from '../../lib/dates'

type AuditEvent = components['schemas']['AuditEvent']

const ENTITIES: Record<string, string> = {
  claim: 'the claim',
  followup: 'the follow-up',
  evidence: 'evidence',
  verdict: 'a verdict',
  article: 'the article',
  assignment: 'the claim',
  comment: 'a comment',
}

const VERBS: Record<string, string> = {
  accept: 'accepted',
  dismiss: 'dismissed',
  restore: 'restored',
  assign: 'assigned',
  release: 'released',
  save_verdict: 'saved',
  submit: 'submitted',
  return: 'returned',
  approve: 'approved',
  publish: 'published',
  correct: 'reopened',
  open: 'opened',
  update: 'updated',
  close: 'closed',
  add: 'added',
  create: 'created',
  retract: 'retracted',
  take_in: 'took in',
  label: 'labelled',
  edit: 'marked anew',
  merge: 'merged',
  split: 'split',
  nest: 'moved into another part',
  take_over: 'took over',
  reschedule: 'rescheduled',
  undo: 'undid',
  start: 'began',
  unmark: 'unmarked',
  hand_on: 'handed on',
  ask_opinion: 'asked for a second opinion on',
  cancel_opinion: 'called off the second opinion on',
  give_opinion: 'gave a second opinion on',
  settle_opinion: 'settled the second opinion on',
  revise: 'sent back, its words having changed:',
  place: 'placed in the text',
  attempt: 'noted an attempt on',
  corroborate: 'corroborated',
  retract_corroboration: 'took back a corroboration of',
  sign_off: 'signed off',
  waive: 'waived a check of',
  propagate: 'passed on the correction of',
  look_again: 'had looked at again',
  comment: 'wrote',
  delete: 'deleted',
  break_glass: 'went past the two-person rule on',
}

const sentence = (words: string) => words.replaceAll('_', ' ')

/** What was done, as a person would say it: "updated the follow-up". */
export function deed({ action, entity }: Pick<AuditEvent, 'action' | 'entity'>): string {
  return `${VERBS[action] ?? sentence(action)} ${ENTITIES[entity] ?? sentence(entity)}`
}

export interface Change {
  field: string
  before: string | null
  after: string
}

/** A value of the record in one line. */
export function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'string') return isMoment(value) ? showMoment(value) : sentenceOf(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return value.toString()
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(show).join(', ')
  return JSON.stringify(value)
}

const isMoment = (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)
/** Keys such as in_review are written as words; prose is left alone. */
const sentenceOf = (value: string) => (/^[a-z]+(_[a-z]+)+$/.test(value) ? sentence(value) : value)

/** The fields that differ; where nothing was before, what is now. */
export function changes({ before, after }: Pick<AuditEvent, 'before' | 'after'>): Change[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .map((field) => ({
      field: sentence(field),
      before: before !== null && field in before ? show(before[field]) : null,
      after: show(after?.[field]),
    }))
    .filter(
      (change) =>
        change.before !== change.after && (change.before !== null || change.after !== '–'),
    )
}
