import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk, me } from '../../test-desk'
import type { Feed } from './queries'

const FEED: Feed = {
  id: 4,
  desk: 1,
  url: 'https://paper.example.org/feed.xml',
  source: 'paper',
  paused: false,
  next_at: '2026-11-29T10:00:00Z',
  checked_at: '2026-11-29T09:00:00Z',
  failures: 0,
  problem: '',
  taken_in: 12,
  version: 3,
  created_at: '2026-11-24T10:00:00Z',
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  desk.answers['GET /feeds'] = { body: [FEED] }
  desk.answers['PUT /feeds/4'] = { body: FEED }
})
afterEach(() => desk.close())

describe('feeds', () => {
  it('begin with none, and one is added', async () => {
    desk.answers['GET /feeds'] = { body: [] }
    desk.answers['POST /feeds'] = { status: 201, body: FEED }
    const user = desk.open('/admin/feeds')
    expect(await screen.findByText('No feed yet')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Add a feed' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Address'), FEED.url)
    await user.click(within(dialog).getByRole('button', { name: 'Read the feed' }))
    await waitFor(() =>
      expect(desk.writes()).toEqual([
        { what: 'POST /feeds', body: { url: FEED.url, source: '', desk: 1 } },
      ]),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('keep what was typed where the desk refuses', async () => {
    desk.answers['POST /feeds'] = { status: 400, body: { detail: 'That is no feed.' } }
    const user = desk.open('/admin/feeds')
    await user.click(await screen.findByRole('button', { name: 'Add a feed' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Address'), FEED.url)
    await user.click(within(dialog).getByRole('button', { name: 'Read the feed' }))
    expect(await within(dialog).findByText('That is no feed.')).toBeDefined()
    expect(within(dialog).getByLabelText<HTMLInputElement>('Address').value).toBe(FEED.url)
  })

  it('say at the address why nothing can be read there', async () => {
    const detail = '10.2.0.7 is not on the public internet.'
    const errors = [{ field: 'url', detail }]
    desk.answers['POST /feeds'] = { status: 422, body: { detail, errors } }
    const user = desk.open('/admin/feeds')
    await user.click(await screen.findByRole('button', { name: 'Add a feed' }))
    const dialog = await screen.findByRole('dialog')
    const field = within(dialog).getByLabelText('Address')
    await user.type(field, 'http://10.2.0.7/feed')
    await user.click(within(dialog).getByRole('button', { name: 'Read the feed' }))
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
    expect(within(dialog).getAllByText(detail)).toHaveLength(1)
    expect((field as HTMLInputElement).value).toBe('http://10.2.0.7/feed')
  })

  it('say how reading goes, and are paused', async () => {
    const broken = { ...FEED, failures: 2, problem: 'The host answers nothing.' }
    desk.answers['GET /feeds'] = { body: [broken] }
    const user = desk.open('/admin/feeds')
    expect(await screen.findByText('2 failures in a row')).toBeDefined()
    expect(screen.getByText('The host answers nothing.')).toBeDefined()
    expect(screen.getByText('12 articles came of it')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Pause' }))
    await waitFor(() =>
      expect(desk.writes()).toEqual([{ what: 'PUT /feeds/4', body: { paused: true } }]),
    )
  })

  it('are removed, and that is undone', async () => {
    desk.answers['DELETE /feeds/4'] = { status: 204 }
    desk.answers['POST /feeds'] = { status: 201, body: FEED }
    const user = desk.open('/admin/feeds')
    await user.click(await screen.findByRole('button', { name: 'Remove' }))
    await user.click(await screen.findByRole('button', { name: /^Undo/ }))
    await waitFor(() =>
      expect(desk.writes().at(-1)).toEqual({
        what: 'POST /feeds',
        body: { url: FEED.url, source: 'paper', desk: 1 },
      }),
    )
  })

  it('say what failed', async () => {
    desk.answers['GET /feeds'] = { status: 503, body: { detail: 'The desk is closed.' } }
    desk.open('/admin/feeds')
    expect(await screen.findByText('The desk is closed.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined()
  })
})
