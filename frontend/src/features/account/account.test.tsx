import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { csrf } from '../../api/client'
import { queryClient } from '../../api/queries'
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
  queryClient.clear()
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

const OFF = { since: null, recovery_codes: 0, required: false }
const ON = { since: '2026-11-24T10:00:00Z', recovery_codes: 9, required: false }

describe('a second factor', () => {
  it('is set up with a code of the app, and shows its recovery codes once', async () => {
    desk.answers['POST /account/second-factor'] = {
      status: 201,
      body: { secret: 'ABC234', uri: 'otpauth://totp/x', qr: 'data:image/svg+xml,x' },
    }
    desk.answers['POST /account/second-factor/confirmation'] = {
      status: 422,
      body: { detail: 'That code does not fit.', errors: [{ field: 'code', detail: '' }] },
    }
    const user = desk.open('/account')
    await user.click(await screen.findByRole('button', { name: 'Set up an app' }))
    const field = await screen.findByLabelText('Code')
    expect(screen.getByRole('img', { name: 'The code for the app' })).toBeDefined()
    await user.type(field, '123456')
    await user.click(screen.getByRole('button', { name: 'Turn it on' }))
    expect(await screen.findByText('That code does not fit.')).toBeDefined()
    desk.answers['POST /account/second-factor/confirmation'] = {
      status: 201,
      body: { codes: ['aaaa-bbbb'], me: { ...me('checker'), csrf_token: 'strong' } },
    }
    desk.answers['GET /account/second-factor'] = { body: ON }
    await user.click(screen.getByRole('button', { name: 'Turn it on' }))
    expect(await screen.findByText('aaaa-bbbb')).toBeDefined()
    expect(csrf()).toBe('strong')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'I have kept them' }))
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Second factor'))
    expect(await screen.findByText(/9 recovery codes are left/)).toBeDefined()
    await waitFor(() => expect(screen.queryByText('aaaa-bbbb')).toBeNull())
  })

  it('leads to signing in again where that is long ago', async () => {
    desk.answers['POST /account/second-factor'] = {
      status: 403,
      body: { type: 'urn:claimdesk:problem:sign-in-again', detail: 'Sign in again, then.' },
    }
    const user = desk.open('/account')
    await user.click(await screen.findByRole('button', { name: 'Set up an app' }))
    const link = await screen.findByRole('link', { name: 'Sign in again' })
    expect(link.getAttribute('href')).toBe('/sign-in?next=%2Faccount')
  })

  it('comes before everything else where a role needs it, and stays on then', async () => {
    desk.answers['GET /session'] = { body: { ...me('checker'), second_factor_due: true } }
    desk.answers['GET /account/second-factor'] = { body: { ...OFF, required: true } }
    desk.open('/inbox')
    expect(await screen.findByText(/Your role needs it/)).toBeDefined()
    expect(desk.router?.state.location.pathname).toBe('/account')
  })

  it('cannot be turned off where a role needs it', async () => {
    desk.answers['GET /account/second-factor'] = { body: { ...ON, required: true } }
    desk.open('/account')
    expect(await screen.findByText(/9 recovery codes are left/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Turn it off' })).toBeNull()
  })
})
