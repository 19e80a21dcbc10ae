import { describe, expect, it } from 'vitest'
import { LATER } from './snoozing'

describe('snoozing', () => {
  it('offers three moments, each later than the one before, on every day of the week', () => {
    for (let day = 1; day <= 7; day += 1) {
      const now = new Date(2026, 10, day, 21, 30)
      const moments = LATER.map(({ at }) => at(now).getTime())
      expect([now.getTime(), ...moments]).toEqual(
        [now.getTime(), ...moments].toSorted((one, other) => one - other),
      )
      expect(new Set(moments).size).toBe(3)
      expect(LATER[2].at(now).getDay()).toBe(1)
    }
  })
})
