/**
 * What the list shows of what the desk holds: rows keep their order while others' changes come in,
 * so that nothing jumps under the cursor. `order` remembers who has left, since they may be back.
 */
export interface Shown {
  readonly order: readonly number[]
  /** Claims that came in among those shown, and wait to be asked for. */
  readonly waiting: readonly number[]
}

export const EMPTY: Shown = { order: [], waiting: [] }

/** The next state of the list, by the ids that the desk lists now; what comes after goes after. */
export function arrive(shown: Shown, desk: readonly number[]): Shown {
  const known = new Set(shown.order)
  let last = -1
  for (const [at, id] of desk.entries()) if (known.has(id)) last = at
  if (last === -1) return { order: desk, waiting: [] }
  const waiting = desk.slice(0, last).filter((id) => !known.has(id))
  const after = desk.slice(last + 1)
  const same =
    after.length === 0 &&
    waiting.length === shown.waiting.length &&
    waiting.every((id, at) => id === shown.waiting[at])
  return same ? shown : { order: [...shown.order, ...after], waiting }
}
