import type { components } from '../../api/schema'
import { offsetIndex } from '../../lib/offsets'

type Span = components['schemas']['TextSpan']

export interface Piece {
  text: string
  agrees: boolean
}

const APART = String.raw`[\s.,;:!?…'"“”‘’()–—]*`
/** What differs, with what stands around its words: signs of money and percent are read with a number. */
const DIFFERING = new RegExp(`^(${APART})(.*?)(${APART})$`, 'su')

/** A text cut where the stretches that agree begin and end; the spans count code points. */
export function piecesOf(text: string, agreeing: readonly Span[]): Piece[] {
  const { toUtf16 } = offsetIndex(text)
  const pieces: Piece[] = []
  let at = 0
  const cut = (to: number, agrees: boolean) => {
    if (to > at) pieces.push({ text: text.slice(at, to), agrees })
    at = Math.max(at, to)
  }
  const differ = (to: number) => {
    const [, before = '', words = ''] = DIFFERING.exec(text.slice(at, Math.max(at, to))) ?? []
    cut(at + before.length, true)
    cut(at + words.length, false)
    cut(to, true)
  }
  for (const { start, end } of agreeing) {
    differ(toUtf16(start))
    cut(toUtf16(end), true)
  }
  differ(text.length)
  return pieces
}
