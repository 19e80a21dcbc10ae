import { describe, expect, it } from 'vitest'
import type { Notice } from '../../api/client'
import { readInboxFilter } from './filter'
import { bellLabel, byDay, happened } from './words'

const notice = (id: number, at: Date): Notice => ({
  id,
  desk: 1,
  kind: 'mention',
  task: false,
  target: { kind: 'claim', id: 4, article: { id: 1, title: 'The bridge' }, text: 'The toll.' },
  text: '@vera look',
  actor: 'Edith Grey',
  at: at.toISOString(),
  read_at: null,
  done_at: null,
  done_by: null,
})

describe('the inbox', () => {
  it('groups by the reader’s own days', () => {
    const now = new Date(2026, 10, 24, 0, 30)
    const days = byDay(
      [
        notice(4, new Date(2026, 10, 24, 0, 10)),
        notice(3, new Date(2026, 10, 23, 23, 50)),
        notice(2, new Date(2026, 10, 23, 8, 0)),
        notice(1, new Date(2026, 8, 1, 8, 0)),
      ],
      now,
    )
    expect(days.map(({ notices }) => notices.map(({ id }) => id))).toEqual([[4], [3, 2], [1]])
    expect(days.slice(0, 2).map(({ label }) => label)).toEqual(['Today', 'Yesterday'])
    expect(days[2]?.label).toContain('2026')
  })

  it('says who did what', () => {
    expect(happened({ kind: 'mention', actor: 'Edith Grey' })).toBe('Edith Grey mentioned you')
    expect(happened({ kind: 'comment', actor: '' })).toBe('Somebody commented')
    expect(happened({ kind: 'overdue', actor: 'claimdesk' })).toBe('Overdue')
  })

  it('names the number on its bell', () => {
    expect(bellLabel(undefined)).toBe('Inbox')
    expect(bellLabel({ unread: 0, undone: 0 })).toBe('Inbox, nothing unread')
    expect(bellLabel({ unread: 3, undone: 1 })).toBe('Inbox, 3 unread, 1 to do')
  })

  it('reads its filter from the address', () => {
    expect(readInboxFilter({ show: 'todo' })).toEqual({ show: 'todo' })
    expect(readInboxFilter({ show: 'what' })).toEqual({})
  })
})
