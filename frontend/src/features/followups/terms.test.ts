import { describe, expect, it } from 'vitest'
import { FOLLOW_UP } from '../../test-records'
import { bodyOf, draftOf, problemOf, toLocalField } from './terms'

const entry = {
  ...FOLLOW_UP,
  reason: 'fear of dismissal',
  terms: 'background' as const,
  basis_of_knowledge: 'was in the room',
  known_to: { id: 7, login: 'vera', name: 'Vera' },
  corroborations: 1,
  due: '2026-11-30T12:30:00Z',
}

describe('a follow-up', () => {
  it('comes back as it was when nothing is changed', () => {
    const body = bodyOf(draftOf(entry))
    expect(body.due).toBe('2026-11-30T12:30:00.000Z')
    expect(body).toMatchObject({ known_to: 7, terms: 'background', outcome: null })
    expect(Object.keys(body)).not.toContain('name')
  })

  it('shows its due date in local time', () => {
    expect(new Date(toLocalField(entry.due)).toISOString()).toBe('2026-11-30T12:30:00.000Z')
    expect(bodyOf({ ...draftOf(entry), due: '' }).due).toBeNull()
  })

  it('says what is missing before it can be closed', () => {
    const draft = draftOf(entry)
    expect(problemOf(draft)).toBeNull()
    expect(problemOf({ ...draft, outcome: 'corroborated', corroborations: 0 })).toMatch(/how many/)
    expect(problemOf({ ...draft, outcome: 'corroborated' })).toBeNull()
    expect(problemOf({ ...draft, outcome: 'waived' })).toMatch(/why/)
    expect(problemOf({ ...draft, outcome: 'dropped', outcome_reason: 'cut' })).toBeNull()
    expect(problemOf({ ...draft, outcome: 'identified' })).toBeNull()
  })
})
