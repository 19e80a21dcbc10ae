import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { RatingOption } from '../../api/client'

/** A label as it is edited: its place among the others says its rank. */
export interface Label {
  key: string
  label: string
  meaning: string
  /** Off the axis and how, or null for a label that is more or less true. */
  off: NonNullable<RatingOption['off_axis']> | null
  retired: boolean
  /** Whether the scale has it already: then it is retired, never removed. */
  known: boolean
}

const KINDS = {
  unproven: msg`Unproven`,
  missing_context: msg`Missing context`,
  out_of_context: msg`Out of context`,
  altered: msg`Altered`,
  satire: msg`Satire`,
  outdated: msg`Outdated`,
  void: msg`Our check was wrong`,
  other: msg`Something else`,
} as const

export type OffKind = keyof typeof KINDS
export const offName = (kind: OffKind): string => i18n._(KINDS[kind])
export const offChoices = () =>
  (Object.keys(KINDS) as OffKind[]).map((value) => ({ value, label: offName(value) }))

/** The truest first, what is off the axis after them. */
export function labelsOf(options: RatingOption[]): Label[] {
  return [...options]
    .sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0) || Number(a.retired) - Number(b.retired))
    .map(({ key, label, meaning, off_axis, retired }) => ({
      key,
      label,
      meaning,
      off: off_axis ?? null,
      retired: retired ?? false,
      known: true,
    }))
}

/** What the API takes: ranks count from the least true of those in use, 1, to the true end. */
export function optionsOf(labels: Label[]) {
  const axis = labels.filter(({ off }) => off === null)
  const used = axis.filter(({ retired }) => !retired).length
  const ranks = new Map<Label, number>()
  let below = 0
  for (const each of axis.toReversed()) {
    if (!each.retired) below += 1
    ranks.set(each, Math.min(Math.max(below, 1), Math.max(used, 1)))
  }
  const taken = new Set(labels.map(({ key }) => key))
  return labels.map((each) => ({
    key: each.key === '' ? newKey(each.label, taken) : each.key,
    label: each.label.trim(),
    meaning: each.meaning.trim(),
    rank: ranks.get(each) ?? null,
    off_axis: each.off,
    retired: each.retired,
  }))
}

/** A key made of the words, one that no other label has. */
export function newKey(words: string, taken: Set<string>): string {
  const plain = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 36)
  const base = plain === '' ? 'label' : plain
  let key = base
  for (let n = 2; taken.has(key); n += 1) key = `${base}_${n}`
  taken.add(key)
  return key
}

type Written = ReturnType<typeof optionsOf>[number] | RatingOption

const placeOf = ({ rank, off_axis }: Written): string => {
  if (rank === null) return offName(off_axis ?? 'other')
  return t`step ${rank}`
}

/** What differs between two versions, label by label, as sentences. */
export function differences(before: readonly Written[], after: readonly Written[]): string[] {
  const known = new Map(before.map((each) => [each.key, each]))
  return after.flatMap((each) => {
    const was = known.get(each.key)
    const { label } = each
    const to = placeOf(each)
    if (was === undefined) return [label === to ? t`New: “${label}”` : t`New: “${label}”, ${to}`]
    const { label: old } = was
    const from = placeOf(was)
    const found: string[] = []
    if (old !== label) found.push(t`“${old}” is now called “${label}”`)
    if (from !== to) found.push(t`“${label}” moves from ${from} to ${to}`)
    if (was.meaning !== each.meaning) found.push(t`“${label}” is explained anew`)
    if (!was.retired && each.retired === true)
      found.push(t`“${label}” is retired: only older verdicts bear it`)
    if (was.retired && each.retired !== true) found.push(t`“${label}” is in use again`)
    return found
  })
}
