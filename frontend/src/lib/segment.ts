import type { FurnitureKind } from '../api/client'
import { offsetIndex } from './offsets'

export type Role = 'content' | 'cue' | 'source' | 'furniture'

/** A stretch of the text in code points, end exclusive, and what it is for which claim. */
export interface Mark {
  start: number
  end: number
  role: Role
  claim: number | null
  /** What furniture is for its page. */
  kind?: FurnitureKind
}

export interface Segment {
  /** Where it begins, in code points. */
  start: number
  text: string
  marks: Mark[]
}

/**
 * Cuts a text where any mark begins or ends, so that each piece has one set of marks. Marks may nest
 * and overlap; those outside the text are cut to it, and empty ones are left out.
 */
export function segment(text: string, marks: readonly Mark[]): Segment[] {
  const index = offsetIndex(text)
  const inside = marks
    .map((mark) => ({
      ...mark,
      start: Math.max(0, mark.start),
      end: Math.min(index.length, mark.end),
    }))
    .filter((mark) => mark.start < mark.end)
  const edges = [...new Set([0, index.length, ...inside.flatMap((mark) => [mark.start, mark.end])])]
  edges.sort((a, b) => a - b)
  const byStart = inside.toSorted((a, b) => a.start - b.start)
  let next = 0
  const segments: Segment[] = []
  let live: Mark[] = []
  for (const [i, start] of edges.entries()) {
    const end = edges[i + 1]
    if (end === undefined) break
    live = live.filter((mark) => mark.end > start)
    for (let mark = byStart[next]; mark?.start === start; mark = byStart[++next]) live.push(mark)
    segments.push({
      start,
      text: text.slice(index.toUtf16(start), index.toUtf16(end)),
      marks: live,
    })
  }
  return segments
}
