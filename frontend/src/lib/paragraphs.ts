import { offsetIndex } from './offsets'
import { segment, type Mark, type Segment } from './segment'

/** What of a claim is marked in the text; the API's Claim fits. Offsets are code points. */
export interface Markable {
  readonly id: number
  readonly spans: readonly (readonly number[])[]
  readonly cue: { readonly start: number; readonly end: number } | null
  readonly source: { readonly start: number; readonly end: number } | null
}

type Stretches = readonly (readonly number[])[]

/** Every mark of an article: what was said, the words that attribute it, who said it, furniture. */
export function articleMarks(claims: readonly Markable[], furniture: Stretches = []): Mark[] {
  return [
    ...furniture.map(
      ([start = 0, end = 0]): Mark => ({ start, end, role: 'furniture', claim: null }),
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

export interface Paragraph {
  /** Code points, without the line break. */
  start: number
  end: number
  furniture: boolean
  pieces: Segment[]
}

/** The lines of a text that hold words, as UTF-16 pairs. Knows \n, \r\n and \r. */
function lines(text: string): [number, number][] {
  return Array.from(text.matchAll(/[^\r\n]+/g))
    .filter(([line]) => line.trim() !== '')
    .map((match) => [match.index, match.index + match[0].length])
}

function isFurniture(start: number, end: number, marks: readonly Mark[]): boolean {
  const covered = marks
    .filter((mark) => mark.role === 'furniture')
    .reduce((sum, mark) => sum + Math.min(mark.end, end) - Math.max(mark.start, start), 0)
  return covered >= (end - start) * 0.9
}

/** A text as its paragraphs, each cut into marked pieces whose offsets are those of the whole text. */
export function paragraphs(text: string, marks: readonly Mark[]): Paragraph[] {
  const index = offsetIndex(text)
  const sorted = marks.toSorted((a, b) => a.start - b.start)
  return lines(text).map(([from, to]) => {
    const start = index.toCodePoints(from)
    const end = index.toCodePoints(to)
    const near = sorted.filter((mark) => mark.start < end && mark.end > start)
    const shifted = near.map((mark) => ({
      ...mark,
      start: mark.start - start,
      end: mark.end - start,
    }))
    const pieces = segment(text.slice(from, to), shifted).map((piece) => ({
      ...piece,
      start: piece.start + start,
      marks: piece.marks.map((mark) => ({
        ...mark,
        start: mark.start + start,
        end: mark.end + start,
      })),
    }))
    return { start, end, furniture: isFurniture(start, end, near), pieces }
  })
}

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
