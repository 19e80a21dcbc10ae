import { describe, expect, it } from 'vitest'
import { arrive, EMPTY } from './arrivals'

describe('what the list shows', () => {
  const shown = arrive(EMPTY, [1, 2, 3])

  it('begins with everything', () => expect(shown.order).toEqual([1, 2, 3]))

  it('lets what comes in above wait', () =>
    expect(arrive(shown, [9, 1, 8, 2, 3])).toEqual({ order: [1, 2, 3], waiting: [9, 8] }))

  it('puts the next page at the end', () =>
    expect(arrive(shown, [1, 2, 3, 4, 5])).toEqual({ order: [1, 2, 3, 4, 5], waiting: [] }))

  it('keeps the order while priorities change', () =>
    expect(arrive(shown, [3, 1, 2]).order).toEqual([1, 2, 3]))

  it('has a place for what comes back', () =>
    expect(arrive(arrive(shown, [1, 3]), [1, 2, 3]).order).toEqual([1, 2, 3]))

  it('is the same where nothing came, so that nothing is drawn anew', () =>
    expect(arrive(shown, [1, 3])).toBe(shown))

  it('begins anew when nothing of it is left', () =>
    expect(arrive(shown, [7, 8])).toEqual({ order: [7, 8], waiting: [] }))
})
