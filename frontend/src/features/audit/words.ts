import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { components } from '../../api/schema'
import { showMoment } from '../../lib/dates'

type AuditEvent = components['schemas']['AuditEvent']

const ENTITIES = {
  claim: msg`the claim`,
  followup: msg`the follow-up`,
  evidence: msg`evidence`,
  verdict: msg`a verdict`,
  article: msg`the article`,
  assignment: msg`the claim`,
  comment: msg`a comment`,
  person: msg`a person`,
  desk: msg`the desk`,
  scale: msg`a rating scale`,
  token: msg`an API token`,
  source: msg`a source`,
  filter: msg`a saved filter`,
  reply: msg`a request for comment`,
  bulk: msg`a bulk action`,
  task: msg`a task`,
  audit: msg`the audit trail`,
}

const VERBS = {
  escalate: msg`told the editors of`,
  notice_change: msg`noticed a change in`,
  archive: msg`archived`,
  accept: msg`accepted`,
  dismiss: msg`dismissed`,
  restore: msg`restored`,
  assign: msg`assigned`,
  release: msg`released`,
  save_verdict: msg`saved`,
  submit: msg`submitted`,
  return: msg`returned`,
  approve: msg`approved`,
  publish: msg`published`,
  correct: msg`reopened`,
  open: msg`opened`,
  update: msg`updated`,
  close: msg`closed`,
  add: msg`added`,
  create: msg`created`,
  retract: msg`retracted`,
  take_in: msg`took in`,
  label: msg`labelled`,
  edit: msg`marked anew`,
  merge: msg`merged`,
  split: msg`split`,
  nest: msg`moved into another part`,
  take_over: msg`took over`,
  reschedule: msg`rescheduled`,
  undo: msg`undid`,
  start: msg`began`,
  unmark: msg`unmarked`,
  hand_on: msg`handed on`,
  ask_opinion: msg`asked for a second opinion on`,
  reuse: msg`used an earlier verdict again on`,
  withdraw: msg`took the submitted verdict back on`,
  cancel_opinion: msg`called off the second opinion on`,
  give_opinion: msg`gave a second opinion on`,
  settle_opinion: msg`settled the second opinion on`,
  revise: msg`sent back, its words having changed:`,
  place: msg`placed in the text`,
  attempt: msg`noted an attempt on`,
  corroborate: msg`corroborated`,
  retract_corroboration: msg`took back a corroboration of`,
  sign_off: msg`signed off`,
  waive: msg`waived a check of`,
  propagate: msg`passed on the correction of`,
  look_again: msg`had looked at again`,
  comment: msg`wrote`,
  delete: msg`deleted`,
  break_glass: msg`went past the two-person rule on`,
  change: msg`changed`,
  deactivate: msg`deactivated`,
  reactivate: msg`reactivated`,
  sign_out: msg`signed out everywhere`,
  make_password_link: msg`made a password link for`,
  set_password: msg`set the password of`,
  rename: msg`renamed`,
  change_policy: msg`changed the policy of`,
  add_version: msg`made a new version of`,
  change_crosswalk: msg`changed a cross-walk of`,
  revoke: msg`revoked`,
  change_profile: msg`changed the profile of`,
  save: msg`saved`,
  remove: msg`removed`,
  unmerge: msg`took apart`,
  export: msg`exported`,
  contact: msg`noted a request in`,
  answer: msg`noted an answer in`,
  describe: msg`described anew`,
  done: msg`finished`,
  snooze: msg`put aside`,
}

/** What can be asked for; a release with more deeds shows them by their own names. */
export const ENTITY_KEYS = Object.keys(ENTITIES)
export const VERB_KEYS = Object.keys(VERBS)

const said = (table: Record<string, MessageDescriptor>, key: string): string => {
  const known = table[key]
  return known === undefined ? sentence(key) : i18n._(known)
}

export const entityName = (entity: string): string => said(ENTITIES, entity)
export const verbName = (action: string): string => said(VERBS, action)

const sentence = (words: string) => words.replaceAll('_', ' ')

/** What was done, as a person would say it: "updated the follow-up". */
export function deed({ action, entity }: Pick<AuditEvent, 'action' | 'entity'>): string {
  const verb = verbName(action)
  const thing = entityName(entity)
  // The order of the two is a language's own.
  // eslint-disable-next-line lingui/no-single-variables-to-translate
  return t`${verb} ${thing}`
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
  if (typeof value === 'boolean') return value ? t`yes` : t`no`
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
