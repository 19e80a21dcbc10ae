import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../api/client'
import { ordered } from './order'

const piece = (id: number, stance: string, day: number, retracted = false) =>
  ({
    id,
    stance,
    added_at: `2026-11-0${day}T10:00:00Z`,
    retracted_at: retracted ? '2026-11-09T10:00:00Z' : null,
  }) as Evidence
const PIECES = [
  piece(1, 'context', 1),
  piece(2, 'refutes', 3),
  piece(3, 'supports', 4),
  piece(4, 'supports', 2),
  piece(5, 'supports', 1, true),
  piece(6, 'refutes', 3),
]
const ids = (order: 'stance' | 'oldest' | 'newest') => ordered(PIECES, order).map(({ id }) => id)

describe('the order of evidence', () => {
  it('is by what it does, then by time; what was retracted comes last', () =>
    expect(ids('stance')).toEqual([4, 3, 2, 6, 1, 5]))
  it('can be by time, in both directions', () => {
    expect(ids('oldest')).toEqual([1, 4, 2, 6, 3, 5])
    expect(ids('newest')).toEqual([3, 6, 2, 4, 1, 5])
  })
})
