import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { Claim, Me, Role } from './api/client'
import { queryClient } from './api/queries'
import { forgetPerson } from './lib/own'
import { makeRouter } from './router'
import { CLAIM } from './test-records'
import { theme } from './theme'

export const me = (role: Role): Me => ({
  person: { id: 3, login: 'vera', name: 'Vera Lind' },
  desks: [{ id: 1, slug: 'desk', name: 'Desk', role }],
  csrf_token: 'crumb',
  max_file_bytes: 20_000_000,
  second_factor_due: false,
})

export const claim = (id: number, text: string): Claim => ({ ...CLAIM, id, text })

interface Answer {
  status?: number
  body?: unknown
}

/** The whole page over a desk of a few answers, at the network's edge. */
export class Desk {
  claims = [claim(1, 'It cost 40 million.'), claim(2, 'It opened in May.'), claim(3, 'It is safe.')]
  /** What the desk answers, by method and path; a test changes what differs. */
  answers: Record<string, Answer | ((query: URLSearchParams) => Answer | Promise<Answer>)> = {
    'GET /session': { body: me('checker') },
    'GET /claims': (query) => ({ body: this.page(query) }),
    'GET /claims/counts': () => ({ body: [{ state: 'new', count: this.claims.length }] }),
    'GET /people': {
      body: [{ id: 3, login: 'vera', name: 'Vera Lind', role: 'checker', active: true }],
    },
    'GET /ingests': { body: { items: [], next: null } },
    'GET /tokens': { body: [] },
    'GET /articles/1/replies': { body: [] },
    'GET /session/provider': { body: { name: null } },
    'GET /account/passkeys': { body: { possible: true, items: [] } },
    'GET /account/second-factor': { body: { since: null, recovery_codes: 0, required: false } },
  }
  calls: { what: string; body: unknown; query: URLSearchParams; ifMatch: string | null }[] = []
  router: ReturnType<typeof makeRouter> | undefined

  constructor() {
    vi.stubGlobal('fetch', (request: Request) => this.serve(request))
  }

  private async serve(request: Request): Promise<Response> {
    const { pathname, searchParams: query } = new URL(request.url)
    const what = `${request.method} ${pathname.replace('/api/v1', '')}`
    const text = await request.text()
    const isForm = request.headers.get('Content-Type')?.startsWith('multipart/') === true
    const sent: unknown = text === '' ? null : isForm ? text : JSON.parse(text)
    this.calls.push({ what, body: sent, query, ifMatch: request.headers.get('If-Match') })
    const known = this.answers[what] ?? { status: 404, body: { detail: `${what}: no such thing.` } }
    const { status = 200, body = null } = await (typeof known === 'function' ? known(query) : known)
    return new Response(status === 204 ? null : JSON.stringify(body), { status })
  }

  /** The claims asked for: by ids and state, a page at a time, in the order they stand in. */
  private page(query: URLSearchParams) {
    const [ids, states] = [query.getAll('ids').map(Number), query.getAll('state')]
    const fitting = this.claims.filter(
      ({ id, state }) =>
        (ids.length === 0 || ids.includes(id)) && (states.length === 0 || states.includes(state)),
    )
    const from = Number(query.get('cursor') ?? 0)
    const to = from + Number(query.get('limit') ?? 50)
    return { items: fitting.slice(from, to), next: to < fitting.length ? String(to) : null }
  }

  writes() {
    return this.calls
      .filter(({ what }) => !what.startsWith('GET'))
      .map(({ what, body }) => ({ what, body }))
  }

  open(address: string) {
    this.router = makeRouter(createMemoryHistory({ initialEntries: [address] }))
    render(
      <I18nProvider i18n={i18n}>
        <MantineProvider env="test" theme={theme}>
          <Notifications />
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={this.router} />
          </QueryClientProvider>
        </MantineProvider>
      </I18nProvider>,
    )
    return userEvent.setup()
  }

  close() {
    queryClient.clear()
    forgetPerson()
    vi.unstubAllGlobals()
  }
}
