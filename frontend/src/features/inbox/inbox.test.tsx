import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../api/client'
import { bellLabel } from '../../app/bell'
import { Desk } from '../../test-desk'
import { readInboxFilter, spanOf } from './filter'
import { textOf } from './told'
import { byDay, happened } from './words'

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

  it('says what claimdesk tells in the reader’s words, and nobody else’s', () => {
    expect(textOf({ kind: 'overdue', text: 'due 2026-11-24 18:38 UTC' })).toMatch(
      /^The verdict was due on (?!.*UTC).*2026/,
    )
    const changed = 'The words of this claim changed in revision 2.'
    expect(textOf({ kind: 'stale', text: changed })).toContain('version 2')
    expect(textOf({ kind: 'comment', text: changed })).toBe(changed)
    const later =
      'What happens meanwhile is sent once you switch it on again, under Admin, Webhooks.'
    const off = `The webhook “CMS” was switched off. It has taken nothing since 2026-11-24 18:38 UTC. ${later}`
    expect(textOf({ kind: 'task', text: off })).toMatch(/“CMS” .* nothing since .*2026/)
    const gone = `The webhook “CMS” was switched off. It answered 410: it wants no more messages. ${later}`
    expect(textOf({ kind: 'task', text: gone })).toBe(
      `The webhook “CMS” was switched off. It wants no more messages. ${later}`,
    )
    const corrected =
      'Correct the article: “It is so” was True, is False now. It is at https://a.example/1. ' +
      'Ratings 7, 9 of the feed are about it.'
    expect(textOf({ kind: 'task', text: corrected })).toBe(
      'Correct the article: “It is so” was True, is False now. It is at https://a.example/1. ' +
        'In the feed, as number: 7, 9.',
    )
    expect(textOf({ kind: 'task', text: 'Something new.' })).toBe('Something new.')
  })

  it('names the number on its bell', () => {
    expect(bellLabel(undefined)).toBe('Inbox')
    expect(bellLabel({ unread: 0, undone: 0 })).toBe('Inbox, nothing unread')
    expect(bellLabel({ unread: 3, undone: 1 })).toBe('Inbox, 3 unread, 1 to do')
  })

  it('reads its filter from the address', () => {
    expect(readInboxFilter({ show: 'todo' })).toEqual({ show: 'todo' })
    expect(readInboxFilter({ show: 'what' })).toEqual({})
    expect(readInboxFilter({ day: '2026-11-24' })).toEqual({ day: '2026-11-24' })
    expect(readInboxFilter({ day: '2026-13-44' })).toEqual({})
    expect(readInboxFilter({ day: 'today' })).toEqual({})
  })

  it('shows with a digest what came on its day and the day before', () => {
    const { from, to } = spanOf('2026-03-01')
    expect(new Date(from)).toEqual(new Date(2026, 1, 28))
    expect(new Date(to)).toEqual(new Date(2026, 2, 2))
  })
})

describe('the inbox’s page', () => {
  const desk = { current: new Desk() }
  const answers = (items: Notice[]) => {
    desk.current = new Desk()
    Object.assign(desk.current.answers, {
      'GET /inbox': { body: { items, next: null, counts: { unread: items.length, undone: 0 } } },
      'GET /inbox/digest': { body: { digest: 'off', zone: 'UTC' } },
      'GET /inbox/summary': { body: { assigned: 3, overdue: 1, mentions: 2, tasks: 0 } },
    })
    return desk.current
  }
  afterEach(() => desk.current.close())

  it('leads to the very comment, and reads the notice on the way', async () => {
    const about = notice(7, new Date())
    const { answers: all } = answers([{ ...about, target: { ...about.target, comment: 12 } }])
    all['POST /inbox/7/read'] = { body: about }
    const user = desk.current.open('/inbox')
    const link = await screen.findByRole('link', { name: 'The toll.' })
    expect(link.getAttribute('href')).toBe('/claims/4#comment-12')
    await user.click(link)
    expect(desk.current.writes().map(({ what }) => what)).toEqual(['POST /inbox/7/read'])
  })

  it('shows what waits on a digest’s day, each number with its way', async () => {
    answers([])
    desk.current.open('/inbox?day=2026-11-24')
    const held = await screen.findByRole('link', { name: '3 claims in hand' })
    expect(held.getAttribute('href')).toBe('/?assignee=me')
    const late = screen.getByRole('link', { name: '1 overdue' })
    expect(late.getAttribute('href')).toBe('/?assignee=me&overdue=true')
    expect(screen.getByText('Nothing came in on this day or the one before')).toBeDefined()
  })

  it('gives a digest to whoever wants one', async () => {
    const { answers: all } = answers([])
    all['PUT /inbox/digest'] = { body: { digest: 'daily', zone: 'UTC' } }
    const user = desk.current.open('/inbox')
    const daily = await screen.findByRole<HTMLInputElement>('switch', {
      name: /A digest each morning/,
    })
    expect(daily.checked).toBe(false)
    await user.click(daily)
    await waitFor(() => expect(daily.checked).toBe(true))
    expect(desk.current.writes()[0]?.body).toMatchObject({ digest: 'daily' })
  })

  it('says when it cannot be read, and reads again', async () => {
    const { answers: all } = answers([])
    all['GET /inbox'] = { status: 409, body: { detail: 'Not just now.' } }
    const user = desk.current.open('/inbox')
    expect((await screen.findByRole('alert')).textContent).toContain('Not just now.')
    all['GET /inbox'] = {
      body: { items: [], next: null, counts: { unread: 0, undone: 0 } },
    }
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Nothing has come in yet')).toBeDefined()
  })
})
