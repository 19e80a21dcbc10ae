import { offsetIndex } from './offsets'

/** A stretch of a text in code points, end exclusive. */
export type Stretch = readonly [number, number]

/** The words of a text, in any script: white space and signs lie between them. */
export function wordsOf(text: string): Stretch[] {
  const index = offsetIndex(text)
  const cutter = new Intl.Segmenter(undefined, { granularity: 'word' })
  return Array.from(cutter.segment(text))
    .filter((piece) => piece.isWordLike === true)
    .map(({ index: at, segment }) => [
      index.toCodePoints(at),
      index.toCodePoints(at + segment.length),
    ])
}

/** Where a stretch's edge comes to stand when it goes one word on, or one back. */
export function wordStep(
  words: readonly Stretch[],
  at: number,
  by: 1 | -1,
  side: 'start' | 'end',
): number | null {
  const edges = words.map(([start, end]) => (side === 'start' ? start : end))
  const next = by === 1 ? edges.find((edge) => edge > at) : edges.findLast((edge) => edge < at)
  return next ?? null
}

/**
 * What somebody marked, out to whole words; null where there is none in it. Signs that were marked
 * too stay: a quotation mark belongs to what was said.
 */
export function snap(words: readonly Stretch[], [start, end]: Stretch): Stretch | null {
  const first = words.find((word) => word[1] > start)
  const last = words.findLast((word) => word[0] < end)
  if (first === undefined || last === undefined || first[0] >= end || last[1] <= start) return null
  return [Math.min(start, first[0]), Math.max(end, last[1])]
}

/** Without the white space around it. */
export function trimmed(text: string, [start, end]: Stretch): Stretch {
  const index = offsetIndex(text)
  const words = text.slice(index.toUtf16(start), index.toUtf16(end))
  const before = words.length - words.trimStart().length
  // White space is one unit wide in either count.
  return words.trim() === ''
    ? [start, start]
    : [start + before, end - (words.length - words.trimEnd().length)]
}

/** A claim's pieces with one outer edge moved by a word or a character; null where it cannot go. */
export function nudged(
  words: readonly Stretch[],
  length: number,
  pieces: readonly Stretch[],
  { side, by, fine }: { side: 'start' | 'end'; by: 1 | -1; fine: boolean },
): Stretch[] | null {
  const at = side === 'start' ? 0 : pieces.length - 1
  const piece = pieces[at]
  if (piece === undefined) return null
  const edge = side === 'start' ? piece[0] : piece[1]
  const to = fine ? edge + by : wordStep(words, edge, by, side)
  if (to === null || to < 0 || to > length) return null
  const moved: Stretch = side === 'start' ? [to, piece[1]] : [piece[0], to]
  const holdsWord = words.some(([start, end]) => start < moved[1] && end > moved[0])
  return moved[0] < moved[1] && holdsWord ? pieces.map((p, i) => (i === at ? moved : p)) : null
}
