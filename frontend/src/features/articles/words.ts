import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { Claim } from '../../api/client'
import { showShare } from '../../lib/dates'

type Kind = NonNullable<Claim['source']>['kind']

export const KIND_WORDS: Record<Kind, MessageDescriptor> = {
  person: msg`a person`,
  official: msg`an official, by role`,
  organisation: msg`an organisation`,
  document: msg`a document`,
  poll: msg`a poll`,
  group: msg`a group of people`,
  anonymous: msg`anonymous`,
}

export const FORM_WORDS: Record<Claim['form'], MessageDescriptor> = {
  direct: msg`quoted word for word`,
  indirect: msg`in the article’s words`,
  mixed: msg`partly quoted`,
}

/** Check-worthiness in words; the number alone says little. */
export function importance(value: number): string {
  const share = showShare(value)
  if (value >= 0.66) return t`high, ${share}`
  if (value >= 0.33) return t`medium, ${share}`
  return t`low, ${share}`
}
