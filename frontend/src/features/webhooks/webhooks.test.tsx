import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Delivery, Webhook } from '../../api/client'
import { Desk, me } from '../../test-desk'

const HOOK: Webhook = {
  id: 4,
  desk: 1,
  name: 'CMS',
  url: 'https://cms.example.org/hooks',
  state: 'active',
  why: '',
  version: 3,
  created_at: '2026-11-24T10:00:00Z',
  failing_since: null,
  rest_until: null,
  old_secret_until: null,
  pending: 1,
  failed: 2,
  last_delivered_at: '2026-11-24T11:00:00Z',
}
const MESSAGE: Delivery = {
  id: 9,
  message: 'msg_9',
  kind: 'rating.corrected',
  seq: 12,
  article: 3,
  state: 'failed',
  attempts: 10,
  created_at: '2026-11-24T10:00:00Z',
  next_at: null,
  ended_at: '2026-11-27T10:00:00Z',
  status: 500,
  ms: 31,
  error: '',
}
let desk: Desk

beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  desk.answers['GET /webhooks'] = { body: [HOOK] }
  desk.answers['GET /webhooks/4/deliveries'] = { body: { items: [MESSAGE], next: null } }
})
afterEach(() => {
  desk.close()
  vi.restoreAllMocks()
})

describe('webhooks', () => {
  it('begin with none, and the secret of a new one is shown', async () => {
    desk.answers['GET /webhooks'] = { body: [] }
    desk.answers['POST /webhooks'] = { status: 201, body: { ...HOOK, secret: 'whsec_once' } }
    const user = desk.open('/admin/webhooks')
    expect(await screen.findByText('No webhook yet')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Add a webhook' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Name'), 'CMS')
    await user.type(within(dialog).getByLabelText('Address'), HOOK.url)
    await user.click(within(dialog).getByRole('button', { name: 'Make the webhook' }))
    expect(await screen.findByText('whsec_once')).toBeTruthy()
    expect(desk.writes()[0]?.body).toEqual({ name: 'CMS', url: HOOK.url, desk: 1 })
  })

  it('say at the address why nothing can be sent there', async () => {
    const detail = '10.2.0.7 is not on the public internet.'
    const errors = [{ field: 'url', detail }]
    desk.answers['POST /webhooks'] = { status: 422, body: { detail, errors } }
    const user = desk.open('/admin/webhooks')
    await user.click(await screen.findByRole('button', { name: 'Add a webhook' }))
    const dialog = await screen.findByRole('dialog')
    const field = within(dialog).getByLabelText('Address')
    await user.type(within(dialog).getByLabelText('Name'), 'CMS')
    await user.type(field, 'http://10.2.0.7/hooks')
    await user.click(within(dialog).getByRole('button', { name: 'Make the webhook' }))
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
    expect(within(dialog).getAllByText(detail)).toHaveLength(1)
    expect((field as HTMLInputElement).value).toBe('http://10.2.0.7/hooks')
  })

  it('say what failed and try again', async () => {
    desk.answers['GET /webhooks'] = { status: 503, body: { detail: 'The database is away.' } }
    const user = desk.open('/admin/webhooks')
    expect((await screen.findByRole('alert')).textContent).toContain('The database is away.')
    desk.answers['GET /webhooks'] = { body: [HOOK] }
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('region', { name: /CMS/ })).toBeTruthy()
  })

  it('are for admins', async () => {
    desk.answers['GET /session'] = { body: me('editor') }
    desk.open('/admin/webhooks')
    expect(await screen.findByText('This page is for admins')).toBeTruthy()
  })

  it('tell why one was switched off, and go on', async () => {
    desk.answers['GET /webhooks'] = {
      body: [{ ...HOOK, state: 'disabled', why: 'It answered 410.' }],
    }
    desk.answers['POST /webhooks/4/resume'] = { body: HOOK }
    const user = desk.open('/admin/webhooks')
    const panel = await screen.findByRole('region', { name: /CMS Switched off/ })
    expect(panel.textContent).toContain('It answered 410.')
    desk.answers['GET /webhooks'] = { body: [HOOK] }
    await user.click(within(panel).getByRole('button', { name: 'Resume' }))
    expect(await screen.findByRole('region', { name: /CMS Active/ })).toBeTruthy()
  })

  it('send messages again: chosen ones and a range', async () => {
    desk.answers['POST /webhooks/4/redelivery'] = {
      status: 202,
      body: { count: 1, through: null, more: false },
    }
    const user = desk.open('/admin/webhooks')
    await user.click(await screen.findByRole('button', { name: 'Show messages' }))
    await user.click(await screen.findByLabelText('Choose Corrected 12'))
    await user.click(screen.getByRole('button', { name: 'Send the chosen again' }))
    const range = screen.getByRole('form', { name: 'Send a range again' })
    await user.type(within(range).getByLabelText('After event'), '7')
    await user.click(within(range).getByRole('button', { name: 'Send these again' }))
    await waitFor(() =>
      expect(desk.writes().map(({ body }) => body)).toEqual([
        { deliveries: [9] },
        { after: 7, to: null },
      ]),
    )
  })

  it('show a message with every try', async () => {
    desk.answers['GET /webhooks/4/deliveries/9'] = {
      body: {
        ...MESSAGE,
        body: '{"type":"rating.corrected"}',
        log: [
          { at: '2026-11-24T10:00:00Z', status: 500, ms: 31, answer: 'Out of memory', error: '' },
          { at: '2026-11-24T10:00:05Z', status: null, ms: 8, answer: '', error: 'No connection.' },
        ],
      },
    }
    const user = desk.open('/admin/webhooks')
    await user.click(await screen.findByRole('button', { name: 'Show messages' }))
    await user.click(await screen.findByRole('button', { name: 'Log of Corrected 12' }))
    const dialog = await screen.findByRole('dialog')
    expect(await within(dialog).findByText('Out of memory')).toBeTruthy()
    expect(dialog.textContent).toContain('500 in 31 ms')
    expect(dialog.textContent).toContain('no answer in 8 ms')
    expect(dialog.textContent).toContain('No connection.')
  })

  it('turn the secret over after asking, and keep a refused address', async () => {
    vi.spyOn(window, 'confirm').mockReturnValue(true)
    desk.answers['POST /webhooks/4/secret'] = {
      status: 201,
      body: { secret: 'whsec_new', old_secret_until: '2026-11-25T10:00:00Z' },
    }
    desk.answers['PUT /webhooks/4'] = {
      status: 412,
      body: { detail: 'Somebody changed this.', current: { ...HOOK, name: 'Old CMS', version: 8 } },
    }
    const user = desk.open('/admin/webhooks')
    await user.click(await screen.findByRole('button', { name: 'New secret' }))
    expect(await screen.findByText('whsec_new')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Change…' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Old CMS')
  })
})
