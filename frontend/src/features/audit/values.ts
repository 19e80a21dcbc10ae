import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RatingScale } from '../../api/client'
import { STATE_LABELS } from '../../ui/badges'
import { ROLES } from '../accounts/words'
import {
  CONTENT,
  KNOWLEDGE,
  OUTCOMES,
  REASON_CLASSES,
  RESULTS,
  TERMS,
  USES,
  type Choices,
} from '../followups/terms'
import { LIKENESS } from '../matching/words'
import { ANSWERS, CHANNELS } from '../replies/words'

const tableOf = (choices: Choices<string>): Record<string, MessageDescriptor> =>
  Object.fromEntries(choices.map(({ value, label }) => [value, label]))

/** What the keys of these fields are called, wherever they are recorded. */
const VALUES: Record<string, Record<string, MessageDescriptor>> = {
  answer: tableOf(ANSWERS),
  channel: tableOf(CHANNELS),
  content: tableOf(CONTENT),
  knowledge: tableOf(KNOWLEDGE),
  likeness: LIKENESS,
  outcome: tableOf(OUTCOMES),
  priority: { '-1': msg`low`, '0': msg`normal`, '1': msg`high`, '2': msg`urgent` },
  reason_class: tableOf(REASON_CLASSES),
  result: tableOf(RESULTS),
  role: ROLES,
  roles: ROLES,
  stance: { supports: msg`Supports`, refutes: msg`Refutes`, context: msg`Context` },
  terms: tableOf(TERMS),
  use: tableOf(USES),
}

/** What the words of ratings are taken from. */
export type Scale = Pick<RatingScale, 'key' | 'version' | 'name' | 'options'>

/** What differs between events: of other things a state has other keys, a rating is of a scale. */
interface Of {
  entity: string
  scales: readonly Scale[]
  /** The key and version of the scale that the event is about, where it says so. */
  scale: string
}

/** A key of the record as people know it; undefined where it has no name here. */
export function valueName(field: string, value: unknown, of: Of): string | undefined {
  if (typeof value === 'object' && value !== null && 'role' in value)
    return valueName('role', value.role, of)
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const key = String(value)
  if (field === 'rating' || field === 'rating_key') return ratingName(key, of)
  if (field === 'scale') return of.scales.find((scale) => isScale(scale, key))?.name
  const table: Record<string, MessageDescriptor> | undefined =
    field === 'state' && of.entity === 'claim' ? STATE_LABELS : VALUES[field]
  const known = table?.[key]
  return known && i18n._(known)
}

export const isScale = ({ key, version }: Scale, said: string) =>
  said === key || said === `${key} ${version}`

function ratingName(rating: string, { scales, scale }: Of): string | undefined {
  const labelOn = (on: Scale) => on.options.find(({ key }) => key === rating)?.label
  const own = scales.find((each) => isScale(each, scale))
  return (own && labelOn(own)) ?? scales.map(labelOn).find((label) => label !== undefined)
}
