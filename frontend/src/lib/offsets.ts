// The API counts Unicode code points, JavaScript UTF-16 units ("😀" is 1 there and 2 here).
// This is the one place that converts.

export interface OffsetIndex {
  /** UTF-16 offset of a code point offset, kept inside the text. */
  toUtf16: (codePoints: number) => number
  /** Code point offset of a UTF-16 offset, kept inside the text. */
  toCodePoints: (utf16: number) => number
  /** Length of the text in code points. */
  length: number
}

export function offsetIndex(text: string): OffsetIndex {
  // UTF-16 offsets at which a code point of two units begins: few texts have any.
  const wide: number[] = []
  for (let i = 0; i < text.length; i++) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) {
      wide.push(i)
      i++
    }
  }
  const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most)
  const length = text.length - wide.length
  return {
    length,
    toUtf16: (codePoints) => {
      // The n-th wide one begins at code point wide[n] - n.
      let before = 0
      const wanted = clamp(codePoints, length)
      while (before < wide.length && (wide[before] ?? 0) - before < wanted) before++
      return wanted + before
    },
    toCodePoints: (utf16) => {
      const wanted = clamp(utf16, text.length)
      let before = 0
      while (before < wide.length && (wide[before] ?? 0) < wanted) before++
      return wanted - before
    },
  }
}
