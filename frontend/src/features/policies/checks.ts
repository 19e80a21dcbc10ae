import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const CHECKS = {
  somebody_behind: msg`Somebody is behind the words`,
  reason: msg`A reason for staying unnamed`,
  reason_for_readers: msg`The article gives the reason`,
  description: msg`The article describes the source`,
  terms: msg`Terms are agreed`,
  basis: msg`How they know is noted`,
  first_hand: msg`They know at first hand`,
  information: msg`They give information, no opinion`,
  plural: msg`“Sources” are more than one`,
  declined_comment: msg`Who only declined to comment is left out`,
  editor_knows: msg`An editor knows who it is`,
  attempt: msg`They were asked to go on the record`,
  corroboration: msg`Others bear it out`,
  right_of_reply: msg`Who is accused was asked`,
  sign_off: msg`It is signed off`,
  approver_knows: msg`Whoever signs off knows who it is`,
} as const

export type CheckKey = keyof typeof CHECKS

export const checkName = (key: string): string =>
  key in CHECKS ? i18n._(CHECKS[key as CheckKey]) : key.replaceAll('_', ' ')

export const checkChoices = () =>
  (Object.keys(CHECKS) as CheckKey[]).map((value) => ({ value, label: checkName(value) }))
