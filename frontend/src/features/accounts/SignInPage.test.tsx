import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../api/client'
import { answer, show } from '../../test-render'
import { SignInPage } from './SignInPage'

const ME = { person: { id: 3, login: 'ana', name: 'Ana' }, desks: [], csrf_token: 'abc' }

async function open(address: string) {
  const root = createRootRoute()
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: SignInPage,
  })
  const claim = createRoute({
    getParentRoute: () => root,
    path: '/claims/7',
    component: () => <h1>The claim</h1>,
  })
  const history = createMemoryHistory({ initialEntries: [address] })
  const router = createRouter({ routeTree: root.addChildren([signIn, claim]), history })
  await router.load()
  // The test's small router stands in for the page's own.
  show(<RouterProvider router={router as never} />)
}

async function fill(password: string) {
  await userEvent.type(await screen.findByLabelText('Login'), 'ana')
  await userEvent.type(screen.getByLabelText('Password'), password)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('SignInPage', () => {
  beforeEach(() => vi.restoreAllMocks())

  it('says what was wrong, keeps what was typed, and lets one try again', async () => {
    vi.spyOn(api, 'POST').mockResolvedValue(answer(401, { detail: 'They do not fit.' }))
    await open('/sign-in')
    await fill('wrong')
    expect((await screen.findByRole('alert')).textContent).toContain('They do not fit.')
    expect(screen.getByLabelText<HTMLInputElement>('Login').value).toBe('ana')
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Sign in' }).disabled).toBe(
        false,
      ),
    )
  })

  it('says when one has to wait after too many attempts', async () => {
    vi.spyOn(api, 'POST').mockResolvedValue(answer(429, { detail: 'Wait 30 seconds.' }))
    await open('/sign-in')
    await fill('wrong again')
    expect((await screen.findByRole('alert')).textContent).toContain('Wait 30 seconds.')
  })

  it('asks for the code as well, and lets one begin again', async () => {
    vi.spyOn(api, 'POST').mockResolvedValueOnce(answer(201, { second_step: true }))
    await open('/sign-in?next=%2Fclaims%2F7')
    await fill('right')
    await userEvent.type(await screen.findByLabelText('Code'), '111111')
    vi.spyOn(api, 'POST').mockResolvedValueOnce(answer(401, { detail: 'That does not fit.' }))
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
    expect((await screen.findByRole('alert')).textContent).toContain('That does not fit.')
    await userEvent.click(screen.getByRole('button', { name: 'Begin again' }))
    expect(screen.getByLabelText<HTMLInputElement>('Login').value).toBe('ana')
    vi.spyOn(api, 'POST')
      .mockResolvedValueOnce(answer(201, { second_step: true }))
      .mockResolvedValueOnce(answer(201, ME))
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await userEvent.type(await screen.findByLabelText('Code'), '222222')
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByRole('heading', { name: 'The claim' })).toBeDefined()
  })

  it('goes back to where one was', async () => {
    vi.spyOn(api, 'POST').mockResolvedValue(answer(201, ME))
    await open('/sign-in?next=%2Fclaims%2F7')
    await fill('right')
    expect(await screen.findByRole('heading', { name: 'The claim' })).toBeDefined()
  })
})
