import { describe, expect, it } from 'vitest'
import { rowOf } from './cursor'
import {
  addressOf,
  bulkFilter,
  countOf,
  OPEN_STATES,
  readQueue,
  readFilter,
  shownAt,
} from './filter'

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

describe('the queue’s address', () => {
  it('shows what needs work where it says nothing', () => {
    expect(shownAt(readQueue({}))).toEqual({ state: OPEN_STATES })
    expect(OPEN_STATES).not.toContain('published')
    expect(OPEN_STATES).not.toContain('dismissed')
    expect(OPEN_STATES).toHaveLength(8)
  })
  it('shows just what it says, so that links from figures show what these count', () =>
    expect(shownAt(readQueue({ source: 4, did: 'verdict' }))).toEqual({
      source: '4',
      did: 'verdict',
    }))
  it('says what it shows, back and forth', () => {
    for (const filter of [
      {},
      { state: OPEN_STATES },
      { state: OPEN_STATES, unnamed: true },
      { state: ['published' as const] },
      { text: 'fee' },
    ])
      expect(shownAt(readQueue({ ...addressOf(filter) }))).toEqual(filter)
    expect(addressOf({ state: OPEN_STATES })).toEqual({})
    expect(addressOf({})).toEqual({ show: 'every' })
  })
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
