import { describe, expect, it } from 'vitest'
import { isPast, showDistance } from './dates'

const NOW = Date.parse('2026-11-24T12:00:00Z')

describe('distances in time', () => {
  it.each([
    ['2026-11-24T12:20:00Z', /20 minutes/],
    ['2026-11-24T15:00:00Z', /in 3 hours/],
    ['2026-11-23T15:00:00Z', /21 hours ago/],
    ['2026-11-20T12:00:00Z', /4 days ago/],
    ['2026-12-04T12:00:00Z', /in 10 days/],
  ])('%s reads as %s', (iso, words) => {
    expect(showDistance(iso, NOW)).toMatch(words)
  })

  it('knows what is past', () => {
    expect(isPast('2000-01-01T00:00:00Z')).toBe(true)
    expect(isPast('2999-01-01T00:00:00Z')).toBe(false)
  })
})
