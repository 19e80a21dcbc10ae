import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { queryClient } from '../../api/queries'
import { leaveFor } from '../../lib/leave'
import { Desk, me } from '../../test-desk'

vi.mock('../../lib/leave', () => ({ leaveFor: vi.fn() }))

const BACK = '/sign-in/provider?code=c1&state=17&iss=https%3A%2F%2Fid.example.org'
const ANSWER = 'POST /session/provider-answer'

let desk: Desk
beforeEach(() => {
  queryClient.clear()
  vi.mocked(leaveFor).mockClear()
  desk = new Desk()
})

describe('the button to sign in by the provider', () => {
  it('is not there where the desk has none', async () => {
    desk.open('/sign-in')
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /Sign in with/ })).toBeNull()
  })

  it('goes to the provider, and says where one wanted to go', async () => {
    desk.answers['GET /session/provider'] = { body: { name: 'Harbour account' } }
    desk.answers['POST /session/provider'] = { body: { url: 'https://id.example.org/authorize' } }
    const user = desk.open('/sign-in?next=%2Fclaims%2F7')
    await user.click(await screen.findByRole('button', { name: 'Sign in with Harbour account' }))
    await waitFor(() => expect(leaveFor).toHaveBeenCalledWith('https://id.example.org/authorize'))
    const asked = desk.calls.find((call) => call.what === 'POST /session/provider')
    expect(asked?.body).toEqual({ next: '/claims/7' })
  })

  it('says when the provider is away, and lets one type instead', async () => {
    desk.answers['GET /session/provider'] = { body: { name: 'Harbour account' } }
    desk.answers['POST /session/provider'] = { status: 503, body: { detail: 'It is away.' } }
    const user = desk.open('/sign-in')
    await user.click(await screen.findByRole('button', { name: 'Sign in with Harbour account' }))
    expect((await screen.findByRole('alert')).textContent).toContain('It is away.')
    expect(screen.getByLabelText('Login')).toBeDefined()
  })
})

describe('back from the provider', () => {
  it('sends what came back once, and goes on where one wanted to go', async () => {
    desk.answers[ANSWER] = { body: { me: me('checker'), next: '/account' } }
    desk.open(BACK)
    expect(await screen.findByRole('heading', { name: 'Passkeys' })).toBeDefined()
    const calls = desk.calls.filter((call) => call.what === ANSWER)
    expect(calls.map((call) => call.body)).toEqual([
      { code: 'c1', state: '17', iss: 'https://id.example.org' },
    ])
  })

  it('asks for the code of who has a second factor', async () => {
    desk.answers[ANSWER] = { body: { me: null, next: '/account' } }
    desk.answers['POST /session/second-factor'] = { body: me('checker') }
    const user = desk.open(BACK)
    await user.type(await screen.findByLabelText('Code'), '123456')
    await user.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByRole('heading', { name: 'Passkeys' })).toBeDefined()
  })

  it('says why it was refused, and leads back', async () => {
    desk.answers[ANSWER] = { status: 403, body: { detail: 'Nobody has that account.' } }
    const user = desk.open(BACK)
    expect((await screen.findByRole('alert')).textContent).toContain('Nobody has that account.')
    await user.click(screen.getByRole('link', { name: 'Begin again' }))
    expect(await screen.findByLabelText('Login')).toBeDefined()
  })

  it('leads on to signing in, where one signed out there', async () => {
    desk.open('/sign-in/provider')
    expect(await screen.findByLabelText('Login')).toBeDefined()
    expect(desk.calls.some((call) => call.what === ANSWER)).toBe(false)
  })

  it('says that the provider signed nobody in', async () => {
    desk.open('/sign-in/provider?error=access_denied&state=17')
    expect((await screen.findByRole('alert')).textContent).toContain('did not sign you in')
    expect(desk.calls.some((call) => call.what === ANSWER)).toBe(false)
  })
})
