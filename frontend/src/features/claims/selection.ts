/** Which claims of the list are chosen. By id, so that it holds while rows come and go. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  /** What was chosen before the range that is being drawn; a range drawn back gives up no more. */
  readonly base: ReadonlySet<number>
  /** Where a range begins: the claim chosen last. */
  readonly anchor: number | null
  /** Everything under the filter, and how many claims that was when it was chosen. */
  readonly whole: number | null
}

export const NOTHING: Selection = { ids: new Set(), base: new Set(), anchor: null, whole: null }

/** Whoever changes one row of "everything" goes on with the rows in sight. */
const begin = ({ ids, whole }: Selection, shown: readonly number[]): Set<number> =>
  new Set(whole === null ? ids : shown)

/** Chooses a claim, or no longer. */
export function toggle(selection: Selection, shown: readonly number[], id: number): Selection {
  const ids = begin(selection, shown)
  const chosen = !ids.delete(id)
  if (chosen) ids.add(id)
  return { ids, base: ids, anchor: chosen ? id : null, whole: null }
}

/** Chooses everything from the anchor to a claim; without an anchor in sight, from another. */
export function extend(
  selection: Selection,
  shown: readonly number[],
  to: number,
  otherwise: number,
): Selection {
  const { anchor } = selection
  const goesOn =
    selection.whole === null && anchor !== null && shown.includes(anchor) && shown.includes(to)
  const from = goesOn ? anchor : otherwise
  const base = goesOn ? selection.base : begin(selection, shown)
  const [first, last] = [shown.indexOf(from), shown.indexOf(to)].sort((a, b) => a - b)
  const range = first === undefined || first < 0 ? [to] : shown.slice(first, (last ?? first) + 1)
  return { ids: new Set([...base, ...range]), base, anchor: from, whole: null }
}

export function selectAll(ids: readonly number[]): Selection {
  const all = new Set(ids)
  return { ids: all, base: all, anchor: null, whole: null }
}

/** Everything under the filter, also what is not loaded. */
export const selectWhole = (shown: readonly number[], count: number): Selection => ({
  ...selectAll(shown),
  whole: count,
})

export function leaveOut(
  selection: Selection,
  shown: readonly number[],
  out: readonly number[],
): Selection {
  const gone = new Set(out)
  return selectAll([...begin(selection, shown)].filter((id) => !gone.has(id)))
}

/** The chosen claims that are in sight: nobody acts on what has left the list. */
export const chosen = ({ ids, whole }: Selection, shown: readonly number[]): number[] =>
  whole === null ? shown.filter((id) => ids.has(id)) : [...shown]
