import { describe, expect, it } from 'vitest'

import { offsetIndex } from './offsets'

describe('offsetIndex', () => {
  it('leaves texts of the basic plane alone', () => {
    const index = offsetIndex('Café – “oui”')
    expect(index.length).toBe(12)
    expect([0, 3, 12].map(index.toUtf16)).toEqual([0, 3, 12])
    expect([0, 3, 12].map(index.toCodePoints)).toEqual([0, 3, 12])
  })

  it('counts an emoji as one', () => {
    const index = offsetIndex('a😀b🚴c')
    expect(index.length).toBe(5)
    expect([0, 1, 2, 3, 4, 5].map(index.toUtf16)).toEqual([0, 1, 3, 4, 6, 7])
  })

  it('agrees with the iterator of strings for every offset', () => {
    const text = '😀😀x👩‍👩‍👧é🇫🇷 end\u{10ffff}'
    const index = offsetIndex(text)
    const points = Array.from(text)
    expect(index.length).toBe(points.length)
    for (let i = 0; i <= points.length; i += 1) {
      const unit = points.slice(0, i).join('').length
      expect(index.toUtf16(i)).toBe(unit)
      expect(index.toCodePoints(unit)).toBe(i)
    }
  })

  it('counts a lone surrogate as one', () => {
    expect(offsetIndex('a\ud83db').length).toBe(3)
  })
})
