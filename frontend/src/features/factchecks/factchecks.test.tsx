import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk, me } from '../../test-desk'
import type { Import } from './queries'

const DONE: Import = {
  id: 4,
  name: 'checks.csv',
  kind: 'csv',
  state: 'done',
  size: 2000,
  place: 2000,
  read: 1200,
  added: 1190,
  changed: 1,
  same: 7,
  refused: 102,
  refusals: [{ number: 17, detail: 'it has no `url` that is an address' }],
  problem: '',
  started_by: { id: 3, login: 'vera', name: 'Vera Lind' },
  version: 6,
  created_at: '2026-11-29T10:00:00Z',
  updated_at: '2026-11-29T10:01:00Z',
}
const RUNNING: Import = { ...DONE, id: 5, name: 'feed.json', state: 'running', place: 500, read: 9 }

let desk: Desk
const shows = (...items: Import[]) => {
  desk.answers['GET /fact-checks/imports'] = { body: { items, next: null } }
}
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  shows(DONE)
})
afterEach(() => desk.close())

const PAGE = '/admin/fact-checks'

describe('other people’s checks', () => {
  it('begin with none, and come from an address', async () => {
    shows()
    desk.answers['POST /fact-checks/imports/fetch'] = { status: 202, body: RUNNING }
    const user = desk.open(PAGE)
    expect(await screen.findByText('Nothing brought in yet')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Bring in checks' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Or its address'), 'https://c.example/f.json')
    await user.click(within(dialog).getByRole('button', { name: 'Bring in' }))
    await waitFor(() =>
      expect(desk.writes()).toEqual([
        { what: 'POST /fact-checks/imports/fetch', body: { url: 'https://c.example/f.json' } },
      ]),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('keep the address where the desk refuses it', async () => {
    desk.answers['POST /fact-checks/imports/fetch'] = {
      status: 422,
      body: { detail: 'There is a page for people at this address.' },
    }
    const user = desk.open(PAGE)
    await user.click(await screen.findByRole('button', { name: 'Bring in checks' }))
    const dialog = await screen.findByRole('dialog')
    const field = within(dialog).getByLabelText<HTMLInputElement>('Or its address')
    await user.type(field, 'https://c.example/page{Enter}')
    expect(await within(dialog).findByText(/a page for people/)).toBeDefined()
    expect(field.value).toBe('https://c.example/page')
  })

  it('say how far a file is read until it ends', async () => {
    shows(RUNNING)
    desk.open(PAGE)
    const panel = await screen.findByRole('region', { name: /feed\.json/ })
    expect(
      within(panel)
        .getByRole('progressbar', { name: /How far/ })
        .getAttribute('aria-valuenow'),
    ).toBe('25')
    expect(within(panel).getByText('25% read')).toBeDefined()
    expect(within(panel).queryByRole('button', { name: 'Take back…' })).toBeNull()
    shows({ ...RUNNING, state: 'done', place: 2000 })
    expect(await screen.findByText('read to its end', {}, { timeout: 5000 })).toBeDefined()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('say so where the very file was sent before', async () => {
    const sent = { ...DONE, added: 0, changed: 0, same: 1198 }
    desk.answers['POST /fact-checks/imports/fetch'] = { status: 202, body: sent }
    shows(sent)
    const user = desk.open(PAGE)
    const panel = await screen.findByRole('region', { name: /checks\.csv/ })
    expect(within(panel).getByText('All 1,198 checks were here already.')).toBeDefined()
    const bring = async () => {
      await user.click(screen.getByRole('button', { name: 'Bring in checks' }))
      const dialog = await screen.findByRole('dialog')
      await user.type(within(dialog).getByLabelText('Or its address'), 'https://c.example/f{Enter}')
    }
    await bring()
    expect(
      await screen.findByText(
        'This file was sent before, as “checks.csv”. All 1,198 checks were here already.',
      ),
    ).toBeDefined()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    desk.answers['POST /fact-checks/imports/fetch'] = {
      status: 202,
      body: { ...sent, state: 'broken', problem: 'The file is empty.' },
    }
    await bring()
    expect(await screen.findByText(/and broke off\. Take that import back/)).toBeDefined()
  })

  it('say in words that nothing came of a file', async () => {
    const none = { ...DONE, added: 0, changed: 0, same: 0 }
    shows(none, { ...none, id: 9, name: 'empty.csv', refused: 0, refusals: [] })
    desk.open(PAGE)
    expect(await screen.findByText('Nothing in the file could be brought in.')).toBeDefined()
    expect(screen.getByText('There is no check in the file.')).toBeDefined()
  })

  it('tell which rows were refused, and why', async () => {
    desk.open(PAGE)
    const panel = await screen.findByRole('region', { name: /checks\.csv/ })
    expect(within(panel).getByText('102 refused')).toBeDefined()
    expect(panel.textContent).toContain('Row 17: it has no `url` that is an address')
    expect(panel.textContent).toContain('and 101 more')
  })

  it('are taken back once that is confirmed', async () => {
    desk.answers['DELETE /fact-checks/imports/4'] = { status: 204 }
    const user = desk.open(PAGE)
    await user.click(await screen.findByRole('button', { name: 'Take back…' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('1,190 checks')
    expect(desk.writes()).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Take back' }))
    await waitFor(() =>
      expect(desk.writes().map(({ what }) => what)).toEqual(['DELETE /fact-checks/imports/4']),
    )
    expect(await screen.findByText('“checks.csv” is taken back.')).toBeDefined()
  })

  it('are for admins', async () => {
    desk.answers['GET /session'] = { body: me('checker') }
    desk.open(PAGE)
    expect(await screen.findByText('This page is for admins')).toBeDefined()
  })
})
