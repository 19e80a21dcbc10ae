export interface Note {
  /** Where its claim begins, from the top of the margin. */
  wanted: number
  height: number
}

const GAP = 8

/**
 * Where each note of the margin goes: beside its claim, or as near as the others let it. The one at
 * `pinned` stands beside its claim whatever the others do.
 */
export function stack(notes: readonly Note[], pinned: number): number[] {
  const tops = notes.map(({ wanted }) => wanted)
  const height = (at: number) => notes[at]?.height ?? 0
  const top = (at: number) => tops[at] ?? 0
  const down = (from: number) => {
    for (let at = from; at < notes.length; at++)
      tops[at] = Math.max(top(at), top(at - 1) + height(at - 1) + GAP)
  }
  const anchor = Math.max(pinned, 0)
  down(anchor + 1)
  for (let at = anchor - 1; at >= 0; at--)
    tops[at] = Math.min(top(at), top(at + 1) - height(at) - GAP)
  // What was pushed up beyond the top comes down again, and the rest with it.
  if (top(0) < 0) {
    tops[0] = 0
    down(1)
  }
  return tops
}
