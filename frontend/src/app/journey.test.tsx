import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queryClient, scalesQuery } from '../api/queries'
import { Desk, me } from '../test-desk'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})
afterEach(() => desk.close())

const current = () => document.querySelector('li[data-current]')?.querySelector('a')?.textContent

describe('signing in', () => {
  it('leads to the page that was asked for', async () => {
    desk.answers['GET /session'] = { body: null }
    desk.answers['POST /session'] = { status: 201, body: me('checker') }
    const user = desk.open('/?unnamed=true')
    await user.type(await screen.findByLabelText('Login'), 'vera')
    await user.type(screen.getByLabelText('Password'), 'correct horse battery')
    desk.answers['GET /session'] = { body: me('checker') }
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Queue' })).toBeTruthy()
    expect(desk.router?.state.location.search).toEqual({ unnamed: true })
    expect(desk.writes()).toEqual([
      { what: 'POST /session', body: { login: 'vera', password: 'correct horse battery' } },
    ])
  })

  it('is asked for again when the session ended, which is said once', async () => {
    const user = desk.open('/')
    await screen.findByText('It cost 40 million.')
    const ended = { status: 401, body: { detail: 'Sign in first.' } }
    desk.answers['POST /claims/1/assignment'] = ended
    desk.answers['GET /claims'] = ended
    desk.answers['GET /claims/counts'] = ended
    await user.keyboard('a')
    expect(await screen.findByLabelText('Login')).toBeTruthy()
    expect(desk.router?.state.location.search).toEqual({ next: '/' })
    expect(screen.queryByText('Sign in first.')).toBeNull()
    expect(screen.getAllByText(/You are no longer signed in/)).toHaveLength(1)
  })
})

describe('the queue', () => {
  it('is walked, taken and dismissed by keys, and a dismissal undone', async () => {
    const user = desk.open('/')
    await screen.findByText('It cost 40 million.')
    // The cursor is there from the start: the first j goes on.
    expect(current()).toBe('It cost 40 million.')
    await user.keyboard('j')
    expect(current()).toBe('It opened in May.')
    await user.keyboard('k')
    expect(current()).toBe('It cost 40 million.')

    desk.answers['POST /claims/1/assignment'] = { body: {} }
    await user.keyboard('a')
    await waitFor(() => expect(desk.writes()).toHaveLength(1))
    expect(desk.writes()[0]).toEqual({
      what: 'POST /claims/1/assignment',
      body: { assignee: 3, due: null },
    })

    desk.answers['POST /claims/1/dismissal'] = () => {
      desk.claims = desk.claims.slice(1)
      return { body: {} }
    }
    await user.keyboard('d')
    const dialog = await screen.findByRole('dialog', { name: 'Dismiss the claim' })
    await user.type(within(dialog).getByRole('textbox'), 'jaded opinion')
    expect(current()).toBe('It cost 40 million.')
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(current()).toBe('It opened in May.'))
    expect(desk.writes()[1]).toEqual({
      what: 'POST /claims/1/dismissal',
      body: { reason: 'jaded opinion', kind: 'other' },
    })

    desk.answers['POST /claims/1/restoration'] = { body: {} }
    await screen.findByText('Dismissed.')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('z')
    await waitFor(() => expect(desk.writes()[2]?.what).toBe('POST /claims/1/restoration'))
  })

  it('takes a dismissal back in its row where the desk refuses it, and says so', async () => {
    const user = desk.open('/')
    await user.click(await screen.findByRole('link', { name: 'It cost 40 million.' }))
    desk.router?.history.back()
    await screen.findByText('It opened in May.')
    let answer: () => void = () => undefined
    desk.answers['POST /claims/1/dismissal'] = () =>
      new Promise((resolve) => {
        answer = () => resolve({ status: 409, body: { detail: 'Readers see a verdict on it.' } })
      })
    await user.keyboard('d')
    const dialog = await screen.findByRole('dialog', { name: 'Dismiss the claim' })
    await user.type(within(dialog).getByRole('textbox'), 'No fact.')
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }))
    // Its row says so before the desk has answered.
    const row = () => screen.getByText('It cost 40 million.', { selector: 'li a' }).closest('li')
    await waitFor(() => expect(row()?.textContent).toContain('Dismissed'))
    answer()
    expect(await screen.findByText('Readers see a verdict on it.')).toBeDefined()
    expect(row()?.textContent).toContain('New')
  })

  it('says in words which source is unnamed', async () => {
    desk.open('/')
    const row = (await screen.findByText('It is safe.')).closest('li')
    expect(row?.textContent).toContain('sources')
    expect(row?.textContent).toContain('unnamed')
  })

  it('keeps its filter in the address', async () => {
    const user = desk.open('/')
    await user.click(await screen.findByRole('button', { name: /^Unnamed source/ }))
    await waitFor(() =>
      expect(desk.router?.state.location.search).toEqual({ show: 'open', unnamed: true }),
    )
    await user.keyboard('/')
    await user.keyboard('bridge')
    await waitFor(() => {
      expect(desk.router?.state.location.search).toEqual({
        show: 'open',
        unnamed: true,
        text: 'bridge',
      })
    })
  })

  it('shows what needs work until every claim is asked for, and says that in the address', async () => {
    desk.claims = [
      desk.claims[0],
      { ...desk.claims[1], state: 'published' },
      { ...desk.claims[2], state: 'dismissed' },
    ] as typeof desk.claims
    const user = desk.open('/')
    expect(await screen.findByText('It cost 40 million.')).toBeTruthy()
    expect(screen.queryByText('It opened in May.')).toBeNull()
    expect(screen.queryByText('It is safe.')).toBeNull()
    await user.click(await screen.findByRole('button', { name: 'View: what needs work' }))
    await user.click(await screen.findByRole('menuitem', { name: 'every claim' }))
    expect(await screen.findByText('It opened in May.')).toBeTruthy()
    expect(screen.getByText('It is safe.')).toBeTruthy()
    expect(desk.router?.state.location.search).toEqual({ show: 'every' })
  })

  it('says so where nothing needs work, and leads to every claim', async () => {
    desk.claims = desk.claims.map((each) => ({ ...each, state: 'published' }))
    desk.answers['GET /claims/counts'] = { body: [{ state: 'published', count: 3 }] }
    const user = desk.open('/')
    expect(await screen.findByText('No claim needs work now')).toBeTruthy()
    await user.click(screen.getByRole('link', { name: 'show every claim' }))
    expect(await screen.findByText('It is safe.')).toBeTruthy()
  })

  it('asks for the next page from where the last one ended', async () => {
    let pages = 0
    desk.answers['GET /claims'] = () => {
      pages += 1
      return pages === 1
        ? { body: { items: desk.claims.slice(0, 2), next: 'c2' } }
        : { body: { items: desk.claims.slice(2), next: null } }
    }
    desk.open('/')
    expect(await screen.findByText('It is safe.')).toBeTruthy()
    expect(screen.getByText('It cost 40 million.')).toBeTruthy()
    expect(pages).toBe(2)
  })

  it('shows the way on when there is nothing, and when a filter fits nothing', async () => {
    desk.claims = []
    const user = desk.open('/')
    expect(await screen.findByRole('link', { name: 'Paste the first article' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^Mine/ }))
    expect(await screen.findByRole('link', { name: 'show every claim' })).toBeTruthy()
  })

  it('says what failed and tries again', async () => {
    desk.answers['GET /claims'] = {
      status: 400,
      body: { detail: 'The cursor is not one of ours.' },
    }
    const user = desk.open('/')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The cursor is not one of ours.')
    desk.answers['GET /claims'] = { body: { items: desk.claims, next: null } }
    await user.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('It cost 40 million.')).toBeTruthy()
  })

  it('shows its keys on a question mark, and as many for ratings as there are', async () => {
    const options = Array.from({ length: 10 }, (_, i) => ({ key: `r${i}`, retired: false }))
    const scale = { id: 1, key: 'desk', default: true, used_by: 1, options: options.slice(0, 4) }
    desk.answers['GET /scales'] = { body: [scale] }
    const user = desk.open('/')
    await screen.findByText('It cost 40 million.')
    await user.keyboard('?')
    const help = await screen.findByRole('dialog', { name: 'Keyboard keys' })
    expect(within(help).getByText('assign the claim to me')).toBeTruthy()
    expect(await within(help).findByText('1–4')).toBeTruthy()
    act(() => void queryClient.setQueryData(scalesQuery.queryKey, [{ ...scale, options }] as never))
    expect(await within(help).findByText('1–9, 0')).toBeTruthy()
  })
})

describe('the shell', () => {
  it('says that one is offline and that nothing typed is lost', async () => {
    desk.open('/')
    await screen.findByText('It cost 40 million.')
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    window.dispatchEvent(new Event('offline'))
    expect(await screen.findByText(/You are offline/)).toBeTruthy()
    vi.restoreAllMocks()
    window.dispatchEvent(new Event('online'))
    await waitFor(() => expect(screen.queryByText(/You are offline/)).toBeNull())
  })

  it('lets single keys be turned off, and on again', async () => {
    const user = desk.open('/')
    await screen.findByText('It cost 40 million.')
    await user.click(await screen.findByRole('button', { name: /^Account of/ }))
    const item = await screen.findByRole('menuitemcheckbox', { name: 'Single-key shortcuts' })
    expect(item.getAttribute('aria-checked')).toBe('true')
    await user.click(item)
    expect(item.getAttribute('aria-checked')).toBe('false')
    await user.keyboard('{Escape}?')
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(await screen.findByRole('button', { name: /^Account of/ }))
    await user.click(await screen.findByRole('menuitem', { name: /Keyboard keys/ }))
    const help = await screen.findByRole('dialog', { name: 'Keyboard keys' })
    await user.click(within(help).getByRole('switch'))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('?')
    expect(await screen.findByRole('dialog', { name: 'Keyboard keys' })).toBeTruthy()
  })

  it('shows the way to the admin page to admins only', async () => {
    desk.open('/')
    await screen.findByText('It cost 40 million.')
    expect(screen.queryByRole('link', { name: 'Admin' })).toBeNull()
  })

  it('has a page for what does not exist', async () => {
    desk.open('/no/such/page')
    expect(
      await screen.findByRole('heading', { level: 1, name: 'There is no such page' }),
    ).toBeTruthy()
  })
})

describe('the admin page', () => {
  it('shows a token’s secret when it is made', async () => {
    desk.answers['GET /session'] = { body: me('admin') }
    desk.answers['POST /tokens'] = {
      status: 201,
      body: { id: 1, name: 'CMS', scopes: ['ratings:read'], secret: 'cd_the_secret' },
    }
    const user = desk.open('/admin/tokens')
    const form = await screen.findByRole('form', { name: 'Make a token' })
    await user.type(within(form).getByLabelText('Name'), 'CMS')
    await user.click(within(form).getByLabelText('read ratings'))
    await user.click(within(form).getByRole('button', { name: 'Make the token' }))
    expect(await screen.findByText('cd_the_secret')).toBeTruthy()
    expect(desk.writes()[0]?.body).toEqual({
      name: 'CMS',
      scopes: ['ratings:read'],
      desk: 1,
      expires_at: expect.stringMatching(/^\d{4}-/) as string,
    })
  })

  it('tells others why they see nothing there', async () => {
    desk.open('/admin')
    expect(await screen.findByText(/An admin of the desk/)).toBeTruthy()
    expect(screen.queryByRole('form')).toBeNull()
  })
})

describe('approvals', () => {
  it('lead on when nothing waits', async () => {
    desk.claims = []
    desk.open('/approvals')
    expect(await screen.findByText('Nothing waits for approval')).toBeTruthy()
  })
})
