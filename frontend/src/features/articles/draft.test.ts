import { describe, expect, it } from 'vitest'
import { LIMIT, problemOf, sizeOf } from './draft'

describe('an article to add', () => {
  it('needs words', () => {
    expect(problemOf(' \n')).toMatch(/Paste/)
    expect(problemOf('“We won,” she said.')).toBeNull()
  })

  it('is counted as the API counts', () => {
    expect(sizeOf('🚴🚴')).toBe(2)
    expect(problemOf('🚴'.repeat(LIMIT))).toBeNull()
    expect(problemOf('🚴'.repeat(LIMIT) + 'a')).toMatch(/1 characters too long/)
  })

  it('is text', () => {
    expect(problemOf('a\0b')).toMatch(/NUL/)
  })
})
