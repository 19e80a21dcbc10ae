import type { FurnitureKind } from '../api/client'
import { offsetIndex } from './offsets'
import { segment, type Mark, type Segment } from './segment'

/** What of a claim is marked in the text; the API's Claim fits. Offsets are code points. */
export interface Markable {
  readonly id: number
  readonly spans: readonly (readonly number[])[]
  readonly cue: { readonly start: number; readonly end: number } | null
  readonly source: { readonly start: number; readonly end: number } | null
}

interface SetAside {
  readonly start: number
  readonly end: number
  readonly kind: FurnitureKind
}

/** Every mark of an article: what was said, the words that attribute it, who said it, furniture. */
export function articleMarks(
  claims: readonly Markable[],
  furniture: readonly SetAside[] = [],
): Mark[] {
  return [
    ...furniture.map(
      ({ start, end, kind }): Mark => ({ start, end, kind, role: 'furniture', claim: null }),
    ),
    ...claims.flatMap(({ id, spans, cue, source }): Mark[] => [
      ...spans.map(([start = 0, end = 0]): Mark => ({ start, end, role: 'content', claim: id })),
      ...(cue ? [{ start: cue.start, end: cue.end, role: 'cue' as const, claim: id }] : []),
      ...(source
        ? [{ start: source.start, end: source.end, role: 'source' as const, claim: id }]
        : []),
    ]),
  ]
}

export interface Piece extends Segment {
  /** Claims whose first words are here. */
  opens: number[]
  /** The claims here, each in the lane that its line is drawn in all along it. */
  lanes: number[]
}

export interface Paragraph {
  /** Code points, without the line break. */
  start: number
  end: number
  /** What it is for its page, where it is not read for claims. */
  furniture: FurnitureKind | null
  pieces: Piece[]
  /** The claims that have a mark in it. */
  claims: number[]
  /** The same for the same words under the same marks: what has it need not be drawn again. */
  key: string
}

/** As many lines as can be told under one word. */
export const LANES = 3

/** A lane for each claim, so that those which share words never share a line. */
function lanesOf(marks: readonly Mark[]): Map<number, number> {
  const hulls = new Map<number, [number, number]>()
  for (const { role, claim, start, end } of marks) {
    if (role !== 'content' || claim === null) continue
    const known = hulls.get(claim) ?? [start, end]
    hulls.set(claim, [Math.min(known[0], start), Math.max(known[1], end)])
  }
  const outerFirst = [...hulls].toSorted(([, a], [, b]) => a[0] - b[0] || b[1] - a[1])
  const free: number[] = []
  const lanes = new Map<number, number>()
  for (const [claim, [start, end]] of outerFirst) {
    const at = free.findIndex((until) => until <= start)
    const lane = at === -1 ? free.length : at
    free[lane] = end
    lanes.set(claim, Math.min(lane + 1, LANES))
  }
  return lanes
}

/** The lines of a text that hold words, as UTF-16 pairs. Knows \n, \r\n and \r. */
function lines(text: string): [number, number][] {
  return Array.from(text.matchAll(/[^\r\n]+/g))
    .filter(([line]) => line.trim() !== '')
    .map((match) => [match.index, match.index + match[0].length])
}

function furnitureOf(start: number, end: number, marks: readonly Mark[]): FurnitureKind | null {
  const own = marks.filter((mark) => mark.role === 'furniture')
  const covered = own.reduce(
    (sum, mark) => sum + Math.min(mark.end, end) - Math.max(mark.start, start),
    0,
  )
  return covered >= (end - start) * 0.9 ? (own[0]?.kind ?? 'other') : null
}

/** A text as its paragraphs, each cut into marked pieces whose offsets are those of the whole text. */
export function paragraphs(text: string, marks: readonly Mark[]): Paragraph[] {
  const index = offsetIndex(text)
  const sorted = marks.toSorted((a, b) => a.start - b.start)
  const lanes = lanesOf(marks)
  const opened = new Set<number>()
  return lines(text).map(([from, to]) => {
    const start = index.toCodePoints(from)
    const end = index.toCodePoints(to)
    const near = sorted.filter((mark) => mark.start < end && mark.end > start)
    const words = text.slice(from, to)
    const pieces = segment(words, near.map(movedBy(-start))).map((piece): Piece => {
      const claims = piece.marks.flatMap((mark) =>
        mark.role === 'content' && mark.claim !== null ? [mark.claim] : [],
      )
      const opens = claims.filter((claim) => !opened.has(claim))
      for (const claim of opens) opened.add(claim)
      return {
        ...piece,
        start: piece.start + start,
        marks: piece.marks.map(movedBy(start)),
        opens: [...new Set(opens)],
        lanes: [...new Set(claims.map((claim) => lanes.get(claim) ?? 1))].toSorted(),
      }
    })
    const claims = [...new Set(near.flatMap(({ claim }) => (claim === null ? [] : [claim])))]
    const furniture = furnitureOf(start, end, near)
    const key = JSON.stringify([words, start, furniture, pieces])
    return { start, end, furniture, pieces, claims, key }
  })
}

const movedBy = (by: number) => (mark: Mark) => ({
  ...mark,
  start: mark.start + by,
  end: mark.end + by,
})

/**
 * The claim that a click on a piece means: the innermost, and where that one is selected already,
 * the next outwards, so that every one of several nested claims can be reached.
 */
export function claimAt(marks: readonly Mark[], selected: number | null): number | null {
  const length = (mark: Mark) => mark.end - mark.start
  const inwards = marks
    .filter((mark) => mark.claim !== null)
    .toSorted((a, b) => length(a) - length(b))
  const ids = [...new Set(inwards.map((mark) => mark.claim))]
  return ids[(ids.indexOf(selected) + 1) % ids.length] ?? null
}
