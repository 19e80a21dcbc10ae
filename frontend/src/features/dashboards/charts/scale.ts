import { nice, ticks } from 'd3-array'

const STEPS = 4
/** About what a letter of an axis takes, in pixels, and what stands free between two words. */
const LETTER = 7
const GAP = 24

export interface Scale {
  top: number
  ticks: number[]
}

/** An axis from nothing to a round number that holds the most there is; of whole claims in whole steps. */
export function scaleTo(most: number, { whole = true } = {}): Scale {
  const [, top] = nice(0, Math.max(most, whole ? STEPS : 1), STEPS)
  return { top, ticks: ticks(0, top, STEPS).filter((tick) => !whole || Number.isInteger(tick)) }
}

/** Which words below an axis have room, counted back from the last one, which is today's. */
export function shown(words: readonly string[], width: number): number[] {
  const widest = Math.max(0, ...words.map((word) => word.length)) * LETTER + GAP
  const step = width / Math.max(1, words.length - 1)
  const every = Math.max(1, Math.ceil(widest / step))
  return words.map((_, at) => at).filter((at) => (words.length - 1 - at) % every === 0)
}

/** Each series on top of those before it: from where to where, step by step. */
export function stack(series: readonly (readonly number[])[]): [number, number][][] {
  let below: readonly number[] = []
  return series.map((values) => {
    const lies = values.map((value, at): [number, number] => {
      const from = below[at] ?? 0
      return [from, from + value]
    })
    below = lies.map(([, to]) => to)
    return lies
  })
}

/** A word in at most two lines, parted at the blank nearest its middle. */
export function inLines(word: string, room: number): string[] {
  if (word.length * LETTER <= room) return [word]
  const middle = word.length / 2
  const blanks = [...word.matchAll(/[ -]/g)].map(({ index }) => index)
  const [at] = blanks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
  return at === undefined ? [word] : [word.slice(0, at + 1).trim(), word.slice(at + 1)]
}
