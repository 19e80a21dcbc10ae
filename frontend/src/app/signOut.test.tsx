import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { leaveFor } from '../lib/leave'
import { Desk } from '../test-desk'

vi.mock('../lib/leave', () => ({ leaveFor: vi.fn() }))

const NOTE = 'claimdesk:draft:3:followup:7'

let desk: Desk
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['DELETE /session'] = { body: { provider_url: null } }
})
afterEach(() => desk.close())

const begin = async () => {
  const user = desk.open('/')
  await screen.findByText('It cost 40 million.')
  // Once this is there, nothing comes any more that would close a menu.
  await user.keyboard('x')
  await screen.findByRole('region', { name: 'Selected claims' })
  return user
}
const signOut = async (user: ReturnType<Desk['open']>) => {
  await user.click(await screen.findByRole('button', { name: 'Account of Vera Lind' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
}
const ended = () => desk.writes().some(({ what }) => what === 'DELETE /session')

it('asks before notes on a source go, and keeps them with who stays', async () => {
  const user = await begin()
  localStorage.setItem(NOTE, '{"note":"Met at the quay."}')
  await signOut(user)
  await screen.findByRole('dialog', { name: 'Notes on a source are not sent yet' })
  await user.click(screen.getByRole('button', { name: 'Stay signed in' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(ended()).toBe(false)
  expect(localStorage.getItem(NOTE)).not.toBeNull()
})

it('leaves nothing of them behind, and what else was typed where it is', async () => {
  const user = await begin()
  localStorage.setItem(NOTE, '{"note":"Met at the quay."}')
  localStorage.setItem('claimdesk:draft:3:verdict:7', '{"summary":"So it is."}')
  await signOut(user)
  await user.click(await screen.findByRole('button', { name: 'Delete them and sign out' }))
  await screen.findByLabelText('Login')
  expect(ended()).toBe(true)
  expect(localStorage.getItem(NOTE)).toBeNull()
  expect(localStorage.getItem('claimdesk:draft:3:verdict:7')).not.toBeNull()
})

it('deletes nothing where signing out fails', async () => {
  desk.answers['DELETE /session'] = { status: 503, body: { detail: 'The database is away.' } }
  const user = await begin()
  localStorage.setItem(NOTE, '{"note":"Met at the quay."}')
  await signOut(user)
  await user.click(await screen.findByRole('button', { name: 'Delete them and sign out' }))
  await screen.findByText('The database is away.')
  expect(localStorage.getItem(NOTE)).not.toBeNull()
})

it('does not ask where there are none', async () => {
  const user = await begin()
  await signOut(user)
  await screen.findByLabelText('Login')
  expect(ended()).toBe(true)
})

it('goes on to the provider, where one came in by that, and forgets all the same', async () => {
  const url = 'https://id.example.org/end?client_id=claimdesk'
  desk.answers['DELETE /session'] = { body: { provider_url: url } }
  localStorage.setItem(NOTE, '{}')
  const user = await begin()
  await signOut(user)
  await user.click(await screen.findByRole('button', { name: 'Delete them and sign out' }))
  await waitFor(() => expect(leaveFor).toHaveBeenCalledWith(url))
  expect(localStorage.getItem(NOTE)).toBeNull()
})
