import { t } from '@lingui/core/macro'
import type { components } from '../../api/schema'
import { entityName, inWords } from './words'

type AuditEvent = components['schemas']['AuditEvent']

/** Each a whole message: where in it the thing stands, and in which case, is a language's own. */
const DEEDS: Record<string, (thing: string) => string> = {
  accept: (thing) => t`accepted ${thing}`,
  link_provider: (thing) => t`linked ${thing} to an account at the provider`,
  unlink_provider: (thing) => t`unlinked ${thing} from an account at the provider`,
  add_passkey: (thing) => t`made a passkey for ${thing}`,
  add: (thing) => t`added ${thing}`,
  add_version: (thing) => t`made a new version of ${thing}`,
  answer: (thing) => t`noted an answer in ${thing}`,
  approve: (thing) => t`approved ${thing}`,
  archive: (thing) => t`archived ${thing}`,
  ask_opinion: (thing) => t`asked for a second opinion on ${thing}`,
  assign: (thing) => t`assigned ${thing}`,
  attempt: (thing) => t`noted an attempt on ${thing}`,
  begin: (thing) => t`began ${thing}`,
  break_glass: (thing) => t`went past the two-person rule on ${thing}`,
  cancel_opinion: (thing) => t`called off the second opinion on ${thing}`,
  change: (thing) => t`changed ${thing}`,
  change_crosswalk: (thing) => t`changed a cross-walk of ${thing}`,
  change_policy: (thing) => t`changed the policy of ${thing}`,
  change_profile: (thing) => t`changed the profile of ${thing}`,
  close: (thing) => t`closed ${thing}`,
  comment: (thing) => t`wrote ${thing}`,
  contact: (thing) => t`noted a request in ${thing}`,
  correct: (thing) => t`reopened ${thing}`,
  corroborate: (thing) => t`corroborated ${thing}`,
  create: (thing) => t`created ${thing}`,
  deactivate: (thing) => t`deactivated ${thing}`,
  delete: (thing) => t`deleted ${thing}`,
  describe: (thing) => t`described ${thing} anew`,
  disable: (thing) => t`switched ${thing} off`,
  dismiss: (thing) => t`dismissed ${thing}`,
  done: (thing) => t`finished ${thing}`,
  edit: (thing) => t`marked ${thing} anew`,
  end: (thing) => t`ended ${thing}`,
  end_session: (thing) => t`ended sessions of ${thing}`,
  escalate: (thing) => t`told the editors of ${thing}`,
  export: (thing) => t`exported ${thing}`,
  give_opinion: (thing) => t`gave a second opinion on ${thing}`,
  give_up_notes: (thing) => t`gave up the unreadable notes of ${thing}`,
  hand_on: (thing) => t`handed on ${thing}`,
  keep_version: (thing) => t`kept an earlier version of ${thing}`,
  label: (thing) => t`labelled ${thing}`,
  look_again: (thing) => t`had ${thing} looked at again`,
  make_password_link: (thing) => t`made a password link for ${thing}`,
  merge: (thing) => t`merged ${thing}`,
  nest: (thing) => t`moved ${thing} into another part`,
  notice_change: (thing) => t`noticed a change in ${thing}`,
  open: (thing) => t`opened ${thing}`,
  pause: (thing) => t`paused ${thing}`,
  ping: (thing) => t`tried out ${thing}`,
  place: (thing) => t`placed ${thing} in the text`,
  propagate: (thing) => t`passed on the correction of ${thing}`,
  publish: (thing) => t`published ${thing}`,
  publish_again: (thing) => t`published ${thing} again`,
  reactivate: (thing) => t`reactivated ${thing}`,
  redeliver: (thing) => t`delivered again to ${thing}`,
  release: (thing) => t`released ${thing}`,
  remove_passkey: (thing) => t`removed a passkey of ${thing}`,
  remove: (thing) => t`removed ${thing}`,
  renew_recovery_codes: (thing) => t`made new recovery codes for ${thing}`,
  rename_passkey: (thing) => t`renamed a passkey of ${thing}`,
  rename: (thing) => t`renamed ${thing}`,
  reschedule: (thing) => t`rescheduled ${thing}`,
  reset_second_factor: (thing) => t`took the second factor of ${thing} away`,
  restore: (thing) => t`restored ${thing}`,
  resume: (thing) => t`resumed ${thing}`,
  retract: (thing) => t`retracted ${thing}`,
  retract_corroboration: (thing) => t`took back a corroboration of ${thing}`,
  return: (thing) => t`returned ${thing}`,
  reuse: (thing) => t`used an earlier verdict again on ${thing}`,
  revise: (thing) => t`sent ${thing} back, its words having changed`,
  revoke: (thing) => t`revoked ${thing}`,
  rotate: (thing) => t`renewed the secret of ${thing}`,
  save: (thing) => t`saved ${thing}`,
  save_verdict: (thing) => t`saved a verdict on ${thing}`,
  set_password: (thing) => t`set the password of ${thing}`,
  settle_opinion: (thing) => t`settled the second opinion on ${thing}`,
  sign_off: (thing) => t`signed off ${thing}`,
  sign_out: (thing) => t`signed ${thing} out everywhere`,
  snooze: (thing) => t`put ${thing} aside`,
  split: (thing) => t`split ${thing}`,
  start: (thing) => t`began work on ${thing}`,
  submit: (thing) => t`submitted ${thing}`,
  take_in: (thing) => t`took in ${thing}`,
  take_over: (thing) => t`took over ${thing}`,
  turn_off_second_factor: (thing) => t`turned the second factor of ${thing} off`,
  turn_on_second_factor: (thing) => t`turned the second factor of ${thing} on`,
  undo: (thing) => t`undid ${thing}`,
  unmark: (thing) => t`unmarked ${thing}`,
  unmerge: (thing) => t`took ${thing} apart`,
  update: (thing) => t`updated ${thing}`,
  use_recovery_code: (thing) => t`used a recovery code of ${thing}`,
  waive: (thing) => t`waived a check of ${thing}`,
  withdraw: (thing) => t`took the submitted verdict back on ${thing}`,
}

/** What the same key means of something else. */
const OF_ITS_OWN: Record<string, () => string> = {
  'revise article': () => t`gave the article a new text`,
  'withdraw article': () => t`withdrew the article`,
  'withdraw unknown_article': () => t`withdrew an article that the desk does not have`,
  'open reply': () => t`noted somebody to be asked for comment`,
  'restore backup': () => t`restored the desk from a backup`,
}

/** What can be asked for; a release with more deeds shows them by their own names. */
export const DEED_KEYS = Object.keys(DEEDS)

/** A kind of deed, whatever it was done with: "closed …". */
export const deedName = (action: string): string => DEEDS[action]?.('…') ?? inWords(action)

/** What was done, as a person would say it: "updated the follow-up". */
export function deed({
  action,
  entity,
  after,
}: Pick<AuditEvent, 'action' | 'entity'> & Partial<Pick<AuditEvent, 'after'>>): string {
  const thing = entityName(entity)
  // Snoozing it until nothing is waking it.
  if (action === 'snooze' && after?.snoozed_until === null) return t`took ${thing} up again`
  return (
    OF_ITS_OWN[`${action} ${entity}`]?.() ?? DEEDS[action]?.(thing) ?? `${inWords(action)} ${thing}`
  )
}
