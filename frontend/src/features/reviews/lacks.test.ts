import { describe, expect, it } from 'vitest'
import { hint, lacks } from './lacks'

const EMPTY = { rating: '', summary: '', why: '' }
const FULL = { rating: 'true', summary: 'It is.', why: '' }

describe('what a verdict lacks', () => {
  it('names everything at first', () => {
    const lacking = lacks(EMPTY, { evidence: 0, wasPublished: false })
    expect(hint(lacking)).toMatch(/a rating, the summary for readers and one piece of evidence/)
  })

  it('is savable without evidence, not submittable', () => {
    const lacking = lacks(FULL, { evidence: 0, wasPublished: false })
    expect(lacking.save).toEqual([])
    expect(hint(lacking)).toMatch(/To submit it, it needs one piece of evidence/)
  })

  it('needs a why once one is published', () => {
    expect(lacks(FULL, { evidence: 1, wasPublished: true }).save).toEqual([
      'what made you change it',
    ])
    expect(lacks({ ...FULL, why: 'new data' }, { evidence: 1, wasPublished: true }).save).toEqual(
      [],
    )
  })
})
