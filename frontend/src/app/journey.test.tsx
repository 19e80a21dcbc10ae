import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Claim, Me, Role } from '../api/client'
import { queryClient } from '../api/queries'
import { makeRouter } from '../router'
import { CLAIM } from '../test-records'

const me = (role: Role): Me => ({
  person: { id: 3, login: 'vera', name: 'Vera Lind' },
  desks: [{ id: 1, slug: 'desk', name: 'Desk', role }],
  csrf_token: 'crumb',
})

const claim = (id: number, text: string): Claim => ({ ...CLAIM, id, text })

interface Answer {
  status?: number
  body?: unknown
}
/** What the desk answers, by method and path; a test changes what differs. */
let desk: Record<string, Answer | (() => Answer)> = {}
let calls: { what: string; body: unknown }[] = []
const writes = () => calls.filter(({ what }) => !what.startsWith('GET'))

async function serve(request: Request): Promise<Response> {
  const what = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`
  const text = await request.text()
  calls.push({ what, body: text === '' ? null : (JSON.parse(text) as unknown) })
  const known = desk[what] ?? { status: 404, body: { detail: `${what}: no such thing.` } }
  const { status = 200, body = null } = typeof known === 'function' ? known() : known
  return new Response(status === 204 ? null : JSON.stringify(body), { status })
}

let claims = [
  claim(1, 'It cost 40 million.'),
  claim(2, 'It opened in May.'),
  claim(3, 'It is safe.'),
]

beforeEach(() => {
  claims = [claim(1, 'It cost 40 million.'), claim(2, 'It opened in May.'), claim(3, 'It is safe.')]
  desk = {
    'GET /session': { body: me('checker') },
    'GET /claims': () => ({ body: { items: claims, next: null } }),
    'GET /claims/counts': () => ({ body: [{ state: 'new', count: claims.length }] }),
    'GET /people': {
      body: [{ id: 3, login: 'vera', name: 'Vera Lind', role: 'checker', active: true }],
    },
    'GET /tokens': { body: [] },
  }
  calls = []
  vi.stubGlobal('fetch', serve)
})
afterEach(() => {
  notifications.clean()
  queryClient.clear()
  vi.unstubAllGlobals()
})

let router: ReturnType<typeof makeRouter>

function open(address: string) {
  router = makeRouter(createMemoryHistory({ initialEntries: [address] }))
  render(
    <MantineProvider env="test">
      <Notifications />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return userEvent.setup()
}

const current = () => document.querySelector('li[data-current]')?.querySelector('a')?.textContent

describe('signing in', () => {
  it('leads to the page that was asked for', async () => {
    desk['GET /session'] = { status: 401, body: { detail: 'Sign in.' } }
    desk['POST /session'] = { status: 201, body: me('checker') }
    const user = open('/?unnamed=true')
    await user.type(await screen.findByLabelText('Login'), 'vera')
    await user.type(screen.getByLabelText('Password'), 'correct horse battery')
    desk['GET /session'] = { body: me('checker') }
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Queue' })).toBeTruthy()
    expect(router.state.location.search).toEqual({ unnamed: true })
    expect(writes()).toEqual([
      { what: 'POST /session', body: { login: 'vera', password: 'correct horse battery' } },
    ])
  })

  it('is asked for again when the session ended, which is said once', async () => {
    const user = open('/')
    await screen.findByText('It cost 40 million.')
    const ended = { status: 401, body: { detail: 'Sign in first.' } }
    desk['POST /claims/1/assignment'] = ended
    desk['GET /claims'] = ended
    desk['GET /claims/counts'] = ended
    await user.keyboard('a')
    expect(await screen.findByLabelText('Login')).toBeTruthy()
    expect(router.state.location.search).toEqual({ next: '/' })
    expect(screen.queryByText('Sign in first.')).toBeNull()
    expect(screen.getAllByText(/You are no longer signed in/)).toHaveLength(1)
  })
})

describe('the queue', () => {
  it('is walked, taken and dismissed by keys, and a dismissal undone', async () => {
    const user = open('/')
    await screen.findByText('It cost 40 million.')
    await user.keyboard('jj')
    expect(current()).toBe('It opened in May.')
    await user.keyboard('k')
    expect(current()).toBe('It cost 40 million.')

    desk['POST /claims/1/assignment'] = { body: {} }
    await user.keyboard('a')
    await waitFor(() => expect(writes()).toHaveLength(1))
    expect(writes()[0]).toEqual({
      what: 'POST /claims/1/assignment',
      body: { assignee: 3, due: null },
    })

    desk['POST /claims/1/dismissal'] = () => {
      claims = claims.slice(1)
      return { body: {} }
    }
    await user.keyboard('d')
    const dialog = await screen.findByRole('dialog', { name: 'Dismiss the claim' })
    await user.type(within(dialog).getByRole('textbox'), 'jaded opinion')
    expect(current()).toBe('It cost 40 million.')
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(current()).toBe('It opened in May.'))
    expect(writes()[1]).toEqual({
      what: 'POST /claims/1/dismissal',
      body: { reason: 'jaded opinion' },
    })

    desk['POST /claims/1/restoration'] = { body: {} }
    await screen.findByText('Dismissed.')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('z')
    await waitFor(() => expect(writes()[2]?.what).toBe('POST /claims/1/restoration'))
  })

  it('says in words which source is unnamed', async () => {
    open('/')
    const row = (await screen.findByText('It is safe.')).closest('li')
    expect(row?.textContent).toContain('sources')
    expect(row?.textContent).toContain('unnamed')
  })

  it('keeps its filter in the address', async () => {
    const user = open('/')
    await user.click(await screen.findByRole('button', { name: /^Unnamed source/ }))
    await waitFor(() => expect(router.state.location.search).toEqual({ unnamed: true }))
    await user.keyboard('/')
    await user.keyboard('bridge')
    await waitFor(() => {
      expect(router.state.location.search).toEqual({ unnamed: true, text: 'bridge' })
    })
  })

  it('asks for the next page from where the last one ended', async () => {
    desk['GET /claims'] = { body: { items: claims.slice(0, 2), next: 'c2' } }
    const user = open('/')
    const more = await screen.findByRole('button', { name: 'Show more' })
    desk['GET /claims'] = { body: { items: claims.slice(2), next: null } }
    await user.click(more)
    expect(await screen.findByText('It is safe.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('shows the way on when there is nothing, and when a filter fits nothing', async () => {
    claims = []
    const user = open('/')
    expect(await screen.findByRole('link', { name: 'Paste the first article' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^Mine/ }))
    expect(await screen.findByRole('link', { name: 'show every claim' })).toBeTruthy()
  })

  it('says what failed and tries again', async () => {
    desk['GET /claims'] = { status: 400, body: { detail: 'The cursor is not one of ours.' } }
    const user = open('/')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The cursor is not one of ours.')
    desk['GET /claims'] = { body: { items: claims, next: null } }
    await user.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('It cost 40 million.')).toBeTruthy()
  })

  it('shows its keys on a question mark', async () => {
    const user = open('/')
    await screen.findByText('It cost 40 million.')
    await user.keyboard('?')
    const help = await screen.findByRole('dialog', { name: 'Keyboard keys' })
    expect(within(help).getByText('assign the claim to me')).toBeTruthy()
  })
})

describe('the shell', () => {
  it('says that one is offline and that nothing typed is lost', async () => {
    open('/')
    await screen.findByText('It cost 40 million.')
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    window.dispatchEvent(new Event('offline'))
    expect(await screen.findByText(/You are offline/)).toBeTruthy()
    vi.restoreAllMocks()
    window.dispatchEvent(new Event('online'))
    await waitFor(() => expect(screen.queryByText(/You are offline/)).toBeNull())
  })

  it('shows the way to the admin page to admins only', async () => {
    open('/')
    await screen.findByText('It cost 40 million.')
    expect(screen.queryByRole('link', { name: 'Admin' })).toBeNull()
  })

  it('has a page for what does not exist', async () => {
    open('/no/such/page')
    expect(
      await screen.findByRole('heading', { level: 1, name: 'There is no such page' }),
    ).toBeTruthy()
  })
})

describe('the admin page', () => {
  it('shows a token’s secret when it is made', async () => {
    desk['GET /session'] = { body: me('admin') }
    desk['POST /tokens'] = {
      status: 201,
      body: { id: 1, name: 'CMS', scopes: ['ratings:read'], secret: 'cd_the_secret' },
    }
    const user = open('/admin')
    const form = await screen.findByRole('form', { name: 'Make a token' })
    await user.type(within(form).getByLabelText('Name'), 'CMS')
    await user.click(within(form).getByLabelText('read ratings'))
    await user.click(within(form).getByRole('button', { name: 'Make the token' }))
    expect(await screen.findByText('cd_the_secret')).toBeTruthy()
    expect(writes()[0]?.body).toEqual({ name: 'CMS', scopes: ['ratings:read'] })
  })

  it('tells others why they see nothing there', async () => {
    open('/admin')
    expect(await screen.findByText(/An admin of the desk/)).toBeTruthy()
    expect(screen.queryByRole('form')).toBeNull()
  })
})

describe('approvals', () => {
  it('lead on when nothing waits', async () => {
    claims = []
    open('/approvals')
    expect(await screen.findByText('Nothing waits for approval')).toBeTruthy()
  })
})
