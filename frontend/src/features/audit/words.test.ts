import { describe, expect, it } from 'vitest'
import { changes, deed, show } from './words'

describe('the audit trail in words', () => {
  it('says what was done', () => {
    expect(deed({ action: 'update', entity: 'followup' })).toBe('updated the follow-up')
    expect(deed({ action: 'knock_over', entity: 'other_thing' })).toBe('knock over other thing')
  })

  it('shows what changed and only that', () => {
    expect(
      changes({
        before: { state: 'in_review', due: null, words: 'a' },
        after: { state: 'submitted', due: null, words: 'a', note: '' },
      }),
    ).toEqual([{ field: 'state', before: 'in review', after: 'submitted' }])
    expect(changes({ before: null, after: { rating_key: 'half_true', empty: null } })).toEqual([
      { field: 'rating key', before: null, after: 'half true' },
    ])
  })

  it('shows values of every kind', () => {
    expect([null, '', 3, true, [], [1, 2], { a: 1 }].map(show)).toEqual([
      '–',
      '–',
      '3',
      'yes',
      '–',
      '1, 2',
      '{"a":1}',
    ])
  })
})
