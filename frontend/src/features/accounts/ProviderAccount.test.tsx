import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { queryClient } from '../../api/queries'
import { Desk, me } from '../../test-desk'

const PERSON = {
  id: 5,
  login: 'otto',
  name: 'Otto Kern',
  role: 'checker',
  active: true,
  roles: [{ desk: 1, role: 'checker' }],
  manageable: true,
  version: 1,
}
const ACCOUNT = '/people/5/provider-account'

let desk: Desk
beforeEach(() => {
  queryClient.clear()
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  desk.answers['GET /people'] = { body: [PERSON] }
  desk.answers['GET /session/provider'] = { body: { name: 'Harbour account' } }
  desk.answers[`GET ${ACCOUNT}`] = { body: null }
})
afterEach(() => desk.close())

const open = async () => {
  const user = desk.open('/admin/people')
  await user.click(await screen.findByRole('button', { name: 'What to do with Otto Kern' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Account at Harbour account…' }))
  return { user, dialog: await screen.findByRole('dialog') }
}

it('links an account whose login is another, and says why it was refused', async () => {
  const { user, dialog } = await open()
  const field = await within(dialog).findByLabelText('Their id at the provider (sub)')
  expect(within(dialog).queryByRole('button', { name: 'Unlink' })).toBeNull()
  desk.answers[`PUT ${ACCOUNT}`] = { status: 409, body: { detail: 'It is a colleague’s.' } }
  await user.type(field, ' u-17 ')
  await user.click(within(dialog).getByRole('button', { name: 'Link' }))
  expect((await within(dialog).findByRole('alert')).textContent).toContain('colleague')
  desk.answers[`PUT ${ACCOUNT}`] = { body: { subject: 'u-17' } }
  await user.click(within(dialog).getByRole('button', { name: 'Link' }))
  await screen.findByText('Otto Kern signs in with that account.')
  expect(desk.writes().map(({ body }) => body)).toEqual([{ subject: 'u-17' }, { subject: 'u-17' }])
})

it('unlinks the one that is there', async () => {
  desk.answers[`GET ${ACCOUNT}`] = {
    body: {
      subject: 'u-17',
      linked_at: '2026-11-24T10:00:00Z',
      last_used_at: '2026-11-24T10:00:00Z',
    },
  }
  desk.answers[`DELETE ${ACCOUNT}`] = { status: 204 }
  const { user, dialog } = await open()
  const field = await within(dialog).findByLabelText('Their id at the provider (sub)')
  expect(field).toHaveProperty('value', 'u-17')
  expect(within(dialog).getByRole('button', { name: 'Link' })).toHaveProperty('disabled', true)
  await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
  await screen.findByText('Otto Kern has no account at the provider.')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(desk.writes().map(({ what }) => what)).toEqual([`DELETE ${ACCOUNT}`])
})

it('is not offered where the desk has no provider', async () => {
  desk.answers['GET /session/provider'] = { body: { name: null } }
  const user = desk.open('/admin/people')
  await user.click(await screen.findByRole('button', { name: 'What to do with Otto Kern' }))
  await screen.findByRole('menuitem', { name: 'Deactivate…' })
  expect(screen.queryByRole('menuitem', { name: /Account at/ })).toBeNull()
})
