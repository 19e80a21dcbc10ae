import { t } from '@lingui/core/macro'
import type { Evidence } from '../../api/client'

const STANCES: Evidence['stance'][] = ['supports', 'refutes', 'context']

export type Order = 'stance' | 'oldest' | 'newest'

/** How pieces of evidence can stand. Within one stance the oldest is first. */
export const orders = (): { value: Order; label: string }[] => [
  { value: 'stance', label: t`By what it does` },
  { value: 'oldest', label: t`Oldest first` },
  { value: 'newest', label: t`Newest first` },
]

export const orderOf = (text: string): Order =>
  text === 'oldest' || text === 'newest' ? text : 'stance'

/** Those that stand before those that were retracted, each in the chosen order. */
export function ordered(items: readonly Evidence[], order: Order): Evidence[] {
  const rank = ({ stance }: Evidence) => (order === 'stance' ? STANCES.indexOf(stance) : 0)
  const back = order === 'newest' ? -1 : 1
  return items.toSorted(
    (a, b) =>
      Number(a.retracted_at !== null) - Number(b.retracted_at !== null) ||
      rank(a) - rank(b) ||
      back * (Date.parse(a.added_at) - Date.parse(b.added_at) || a.id - b.id),
  )
}
