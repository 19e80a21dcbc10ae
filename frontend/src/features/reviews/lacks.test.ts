import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../api/client'
import { groundOf, lackingWords, lacks } from './lacks'

const EMPTY = { rating: '', summary: '', why: '' }
const FULL = { rating: 'true', summary: 'It is.', why: '' }
const NONE = { independent: 0, unnamed: false }
const ONE = { independent: 1, unnamed: false }
const demands = { min_independent: 2, allow_unnamed: false }

describe('what a verdict lacks', () => {
  it('names everything at first', () => {
    expect(lackingWords(lacks(EMPTY, NONE, { wasPublished: false }))).toBe(
      'Still needed: a rating, the summary for readers, and one piece of evidence.',
    )
  })

  it('is savable with a rating alone, not submittable', () => {
    const lacking = lacks({ ...EMPTY, rating: 'true' }, NONE, { wasPublished: false })
    expect(lacking.save).toEqual([])
    expect(lackingWords(lacking)).toMatch(/^Before an editor gets it, it needs the summary/)
    expect(lackingWords(lacks(FULL, ONE, { wasPublished: false }))).toBeNull()
  })

  it('needs a why once one is published', () => {
    expect(lacks(FULL, ONE, { wasPublished: true }).save).toEqual(['what made you change it'])
    expect(lacks({ ...FULL, why: 'new data' }, ONE, { wasPublished: true }).save).toEqual([])
  })

  it('asks for what the desk’s policy asks', () => {
    const found = lacks(FULL, { independent: 1, unnamed: true }, { wasPublished: false, demands })
    expect(found.submit).toEqual([
      '1 more independent piece of evidence',
      'evidence from named sources only',
    ])
  })

  it('counts pieces of one origin once', () => {
    const piece = (id: number, common_origin_with: number | null, unnamed = false) =>
      ({ id, common_origin_with, unnamed }) as Evidence
    const known = [piece(1, null), piece(2, 1), piece(3, null, true)]
    expect(groundOf(known, [1, 2])).toEqual(ONE)
    expect(groundOf(known, [1, 2, 3])).toEqual({ independent: 2, unnamed: true })
  })
})
