import type { components } from '../../api/schema'
import { offsetIndex } from '../../lib/offsets'

type Span = components['schemas']['TextSpan']

export interface Piece {
  text: string
  agrees: boolean
}

/** A text cut where the stretches that agree begin and end; the spans count code points. */
export function piecesOf(text: string, agreeing: readonly Span[]): Piece[] {
  const { toUtf16 } = offsetIndex(text)
  const pieces: Piece[] = []
  let at = 0
  const cut = (to: number, agrees: boolean) => {
    if (to > at) pieces.push({ text: text.slice(at, to), agrees })
    at = Math.max(at, to)
  }
  for (const { start, end } of agreeing) {
    cut(toUtf16(start), false)
    cut(toUtf16(end), true)
  }
  cut(text.length, false)
  return pieces
}
