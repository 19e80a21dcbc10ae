import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { csrf } from '../../api/client'
import { Desk, me } from '../../test-desk'

const SESSION = {
  id: 1,
  browser: 'Firefox',
  system: 'Windows',
  address: '203.0.113.7',
  began_at: '2026-11-24T10:00:00Z',
  last_used_at: '2026-11-24T11:00:00Z',
  this: true,
}
const ELSEWHERE = { ...SESSION, id: 2, browser: 'Mobile Safari', system: 'iOS', this: false }

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /account/sessions'] = { body: [SESSION, ELSEWHERE] }
})

const sent = async (what: string) => {
  await waitFor(() => expect(desk.calls.some((call) => call.what === what)).toBe(true))
  return desk.calls.find((call) => call.what === what)?.body
}

describe('where one is signed in', () => {
  it('says device, address and times, and which is here', async () => {
    desk.open('/account')
    const rows = await screen.findAllByText(/from 203\.0\.113\.7, since/)
    const [here, there] = rows.map((row) => row.closest('li') as HTMLElement)
    expect(within(here as HTMLElement).getByText('Firefox on Windows')).toBeDefined()
    expect(within(here as HTMLElement).getByText('here')).toBeDefined()
    expect(within(here as HTMLElement).queryByRole('button')).toBeNull()
    expect(within(there as HTMLElement).getByText('Mobile Safari on iOS')).toBeDefined()
  })

  it('ends one, or all but this', async () => {
    desk.answers['DELETE /account/sessions/2'] = { status: 204 }
    desk.answers['DELETE /account/sessions'] = { status: 204 }
    const user = desk.open('/account')
    await user.click(await screen.findByRole('button', { name: /^Sign out: Mobile Safari/ }))
    expect(await sent('DELETE /account/sessions/2')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Sign out everywhere else' }))
    expect(await sent('DELETE /account/sessions')).toBeNull()
    expect(await screen.findByText('Signed out everywhere but here.')).toBeDefined()
  })
})

describe('a new password', () => {
  const fill = async (user: ReturnType<Desk['open']>) => {
    await user.type(await screen.findByLabelText('Your password so far'), 'correct horse battery')
    await user.type(screen.getByLabelText('New password'), 'ten geese on the quay')
    await user.click(screen.getByRole('button', { name: 'Change the password' }))
  }

  it('goes on in the session that it began', async () => {
    desk.answers['POST /account/password'] = { body: { ...me('checker'), csrf_token: 'fresh' } }
    const user = desk.open('/account')
    await fill(user)
    expect(await sent('POST /account/password')).toEqual({
      current: 'correct horse battery',
      password: 'ten geese on the quay',
    })
    expect(await screen.findByText(/Your password is changed/)).toBeDefined()
    expect(csrf()).toBe('fresh')
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('')
  })

  it('says at the field that the one so far is wrong, and keeps what was typed', async () => {
    desk.answers['POST /account/password'] = {
      status: 422,
      body: { detail: 'That is not your password.', errors: [{ field: 'current', detail: '' }] },
    }
    const user = desk.open('/account')
    await fill(user)
    const said = await screen.findByText('That is not your password.')
    const field = screen.getByLabelText('Your password so far')
    expect(field.getAttribute('aria-describedby')).toBe(said.id)
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).not.toBe('')
  })
})
