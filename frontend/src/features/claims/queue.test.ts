import { describe, expect, it } from 'vitest'
import { rowOf } from './cursor'
import { bulkFilter, countOf, readFilter } from './filter'

describe('rowOf', () => {
  it('begins at the top', () => expect(rowOf([7, 8, 9], null)).toBe(0))
  it('stays on its claim when others come in above', () =>
    expect(rowOf([5, 6, 7, 8], { id: 7, at: 0 })).toBe(2))
  it('goes on at the row that took the place of one that left', () =>
    expect(rowOf([7, 9, 10], { id: 8, at: 1 })).toBe(1))
  it('ends at the last row when the last one left', () =>
    expect(rowOf([7, 8], { id: 9, at: 2 })).toBe(1))
  it('copes with an empty list', () => expect(rowOf([], { id: 9, at: 2 })).toBe(0))
})

describe('readFilter', () => {
  it('reads what the address says', () =>
    expect(
      readFilter({ state: ['new'], unnamed: true, assignee: 'me', article: 3, text: 'fee' }),
    ).toEqual({ state: ['new'], unnamed: true, assignee: 'me', article: 3, text: 'fee' }))
  it('drops what it does not know, so that an old link still opens', () =>
    expect(readFilter({ state: 'weird', unnamed: 'perhaps', article: 'x', color: 1 })).toEqual({}))
  it('takes a number typed as a search, and drops an empty one', () => {
    expect(readFilter({ text: 2019 })).toEqual({ text: '2019' })
    expect(readFilter({ text: '  ' })).toEqual({})
  })
  it('reads priority, tags and marks', () =>
    expect(
      readFilter({ priority: -1, tag: ['harbour', 2026], overdue: true, anchor: 'orphaned' }),
    ).toEqual({ priority: -1, tag: ['harbour', '2026'], overdue: true, anchor: 'orphaned' }))

  it('reads how like a claim is to what was checked before', () => {
    expect(readFilter({ matched: 'near' })).toEqual({ matched: 'near' })
    expect(readFilter({ matched: 'related' })).toEqual({})
  })
  it('drops priorities that there are not', () => expect(readFilter({ priority: 7 })).toEqual({}))
})

describe('bulkFilter', () => {
  it('says the same in the words of a bulk action', () =>
    expect(bulkFilter({ state: ['new'], tag: ['harbour'], text: 'fee' })).toEqual({
      states: ['new'],
      tags: ['harbour'],
      text: 'fee',
    }))
})

describe('countOf', () => {
  const counts = [
    { state: 'new' as const, count: 4 },
    { state: 'accepted' as const, count: 2 },
  ]
  it('counts every state, or those chosen', () => {
    expect(countOf({}, counts)).toBe(6)
    expect(countOf({ state: ['accepted'] }, counts)).toBe(2)
  })
})
