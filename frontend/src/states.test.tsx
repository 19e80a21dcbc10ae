import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryHistory } from '@tanstack/react-router'
import { queryClient, sessionQuery } from './api/queries'
import { makeRouter } from './router'
import { Desk, me } from './test-desk'
import { CLAIM, POLICY } from './test-records'

interface Page {
  /** What its address is, where that holds more than the route's own path. */
  at?: string
  /** The call that it cannot be shown without. */
  asks: string
  /** It is for somebody who is not signed in. */
  outside?: true
  /** What that call answers where there is nothing, and what the page says then. */
  empty: { body: unknown; says: string | RegExp }
}

const NOTHING = { items: [], next: null }
const ARTICLE = {
  id: 1,
  desk: 1,
  title: 'The bridge',
  byline: '',
  section: '',
  url: '',
  source: 'paste',
  external_id: 'x',
  language: 'en',
  revision: 1,
  created_at: '2026-11-24T10:00:00Z',
  created_by: 'Vera Lind',
  claim_counts: { total: 0, unnamed: 0, open: 0, published: 0, orphaned: 0 },
  text: 'The toll.',
  sha256: '',
  furniture: [],
  claims: [],
  subjects: [],
  published_at: null,
  embargo: null,
  status: 'usable',
  source_version: '',
}
const BATCH = {
  id: 1,
  desk: 1,
  source: '',
  state: 'done',
  total: 1,
  done: 1,
  added: 0,
  changed: 0,
  same: 0,
  refused: 0,
  refusals: [],
  started_by: null,
  version: 3,
  created_at: '2026-11-24T10:00:00Z',
  updated_at: '2026-11-24T10:00:00Z',
}
const REVISION = {
  number: 1,
  current: true,
  sha256: '',
  language: 'en',
  created_at: '2026-11-24T10:00:00Z',
  claim_counts: {},
}
const BARE_CLAIM = {
  ...CLAIM,
  source: null,
  actions: [],
  evidence: [],
  verdicts: [],
  reviews: [],
  second_opinions: [],
  opinion_request: null,
  follow_up: null,
  children: [],
}
const SAID_BY_SOMEBODY = {
  ...BARE_CLAIM,
  source: { ...CLAIM.source, unnamed: false, kind: 'person', source_id: 8 },
}
const SERIES = { every: 'day', sections: [], steps: [] }
const PERIOD = {
  reviewers: [],
  groups: [
    {
      key: '',
      label: '',
      found: 0,
      unnamed: { count: 0, of: 0, share: null },
      states: [],
      returned: { count: 0, of: 0, share: null },
      published: 0,
      corrected: 0,
      withdrawn: 0,
      overturned: { count: 0, of: 0, share: null },
      ratings: [],
      assignments: { due: 0, late: 0, overdue: 0 },
      followups: { due: 0, late: 0, overdue: 0 },
    },
  ],
}
const INBOX = { ...NOTHING, counts: { unread: 0, undone: 0 } }
const REPORT = {
  article: 1,
  title: 'The bridge',
  byline: '',
  section: '',
  revision: 1,
  generated_at: '2026-11-24T10:00:00Z',
  ratings: [],
  total: 0,
  published: 0,
  open: 0,
  dismissed: 0,
  unnamed: 0,
  unnamed_open: 0,
  entries: [],
}

const NUMBERS = { claims: 0, unnamed: 0, hearsay: 0, share: null, still_unnamed: 0 }
const UNNAMED = {
  total: { ...NUMBERS, days_to_resolve: null, days_to_resolve_p90: null },
  days: 30,
  sections: [],
}

/** Parts of a page that ask for something of their own: what fails there is no empty part. */
const PARTS: [path: string, asks: string, answers: Record<string, unknown>][] = [
  ['/followups', 'GET /followups/counts', { 'GET /followups': NOTHING }],
  ['/followups', 'GET /reports/unnamed', { 'GET /followups': NOTHING }],
  ['/claims/1', 'GET /claims/1/group', { 'GET /claims/1': BARE_CLAIM }],
  ['/claims/1', 'GET /sources/8/claims', { 'GET /claims/1': SAID_BY_SOMEBODY }],
  ['/inbox', 'GET /inbox/digest', { 'GET /inbox': INBOX }],
  [
    '/dashboard',
    'GET /followups/counts',
    { 'GET /reports/period': PERIOD, 'GET /reports/series': SERIES },
  ],
  ['/articles', 'GET /ingests', { 'GET /articles': NOTHING }],
  ['/articles/batches/1', 'GET /ingests/1/articles', { 'GET /ingests/1': BATCH }],
  ['/articles/1?claim=1&place=1', 'GET /claims/1', {}],
]

/** Every page that shows something of the desk's, by its path in the router. */
const PAGES: Record<string, Page> = {
  '/': { asks: 'GET /claims', empty: { body: NOTHING, says: 'Nothing to check yet' } },
  '/articles': { asks: 'GET /articles', empty: { body: NOTHING, says: 'No articles yet' } },
  '/articles/batches': { asks: 'GET /ingests', empty: { body: NOTHING, says: 'No batch yet' } },
  '/articles/batches/$batchId': {
    at: '/articles/batches/1',
    asks: 'GET /ingests/1',
    empty: { body: BATCH, says: 'No article came with this batch.' },
  },
  '/articles/$articleId': {
    at: '/articles/1',
    asks: 'GET /articles/1',
    empty: { body: ARTICLE, says: /Select words to add a claim yourself/ },
  },
  '/articles/$articleId/revisions': {
    at: '/articles/1/revisions',
    asks: 'GET /articles/1/revisions',
    empty: { body: [REVISION], says: 'There is one version' },
  },
  '/articles/$articleId/revise': {
    at: '/articles/1/revise',
    asks: 'GET /articles/1',
    empty: { body: ARTICLE, says: 'A new version' },
  },
  '/articles/$articleId/report': {
    at: '/articles/1/report',
    asks: 'GET /articles/1/report',
    empty: { body: REPORT, says: 'No verdict is published yet' },
  },
  '/claims/$claimId': {
    at: '/claims/1',
    asks: 'GET /claims/1',
    empty: { body: BARE_CLAIM, says: /No evidence yet|Nothing yet/ },
  },
  '/approvals': {
    asks: 'GET /claims',
    empty: { body: NOTHING, says: 'Nothing waits for approval' },
  },
  '/dashboard': {
    asks: 'GET /reports/series',
    empty: {
      body: { every: 'day', sections: [], steps: [] },
      says: 'Nothing happened in this time',
    },
  },
  '/followups': { asks: 'GET /followups', empty: { body: NOTHING, says: 'No unnamed source yet' } },
  '/inbox': { asks: 'GET /inbox', empty: { body: INBOX, says: /Nothing/ } },
  '/search': {
    at: '/search?text=ferry',
    asks: 'GET /search',
    empty: { body: { ...NOTHING, counts: {} }, says: /Nothing/ },
  },
  '/matches': {
    at: '/matches?text=ferry',
    asks: 'GET /matches',
    empty: { body: { items: [], has_words: true }, says: 'Nobody has checked this' },
  },
  '/setup': {
    asks: 'GET /setup',
    outside: true,
    empty: { body: { needed: false }, says: /This desk is set up already/ },
  },
  '/admin/people': {
    asks: 'GET /people',
    empty: { body: [], says: 'Nobody of that name' },
  },
  '/account': {
    asks: 'GET /account/sessions',
    empty: { body: [], says: 'You are signed in nowhere else.' },
  },
  '/admin/desks': { asks: 'GET /desks', empty: { body: [], says: 'No desk yet' } },
  '/admin/tokens': { asks: 'GET /tokens', empty: { body: [], says: /^None yet\./ } },
  '/admin/feeds': { asks: 'GET /feeds', empty: { body: [], says: 'No feed yet' } },
  '/admin/fact-checks': {
    asks: 'GET /fact-checks/imports',
    empty: { body: NOTHING, says: 'Nothing brought in yet' },
  },
  '/admin/webhooks': { asks: 'GET /webhooks', empty: { body: [], says: 'No webhook yet' } },
  '/admin/scales': { asks: 'GET /scales', empty: { body: [], says: 'No scale yet' } },
  '/admin/scales/$scaleKey': {
    at: '/admin/scales/mine',
    asks: 'GET /scales/mine',
    empty: { body: [], says: 'There is no such scale' },
  },
  '/admin/policy': {
    asks: 'GET /desks/1/policy',
    // There always is one: what it says to begin with.
    empty: { body: POLICY, says: 'Evidence may come from sources that are not named' },
  },
  '/admin/audit': {
    asks: 'GET /audit',
    empty: { body: NOTHING, says: 'Nothing of that kind happened' },
  },
  '/admin/health': {
    asks: 'GET /health/details',
    empty: { body: { state: 'good', version: '1', parts: [] }, says: 'No part says how it is' },
  },
}

/** Those that ask for nothing before they can be used, and where what they refuse is tested. */
const FORMS: Record<string, string> = {
  '/sign-in': 'features/accounts/SignInPage.test.tsx',
  '/sign-in/provider': 'features/accounts/ProviderPage.test.tsx',
  '/password': 'features/accounts/desk.test.tsx',
  '/articles/new': 'features/articles/adding.test.tsx',
  '/admin': 'leads to the people',
  '/$': 'there is no such page',
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  desk.answers['GET /articles/1'] = { body: ARTICLE }
  desk.answers['GET /ingests/1/articles'] = { body: NOTHING }
  desk.answers['GET /scales'] = { body: [] }
  desk.answers['GET /followups/presets'] = { body: [] }
  desk.answers['GET /reports/period'] = { body: { groups: [], reviewers: [] } }
  desk.answers['GET /claims/1/group'] = { body: { claims: [], more: false } }
  desk.answers['GET /followups/counts'] = { body: { open: 0, overdue: 0, closed: 0 } }
  desk.answers['GET /reports/unnamed'] = { body: UNNAMED }
  desk.answers['GET /inbox/digest'] = { body: { digest: 'none' } }
})
afterEach(() => desk.close())

function open(path: string, { at, outside }: Page) {
  if (outside) queryClient.setQueryData(sessionQuery.queryKey, null)
  return desk.open(at ?? path)
}
const main = () => document.querySelector<HTMLElement>('main') ?? document.body

describe('every page', () => {
  it('is in this table', () => {
    const router = makeRouter(createMemoryHistory())
    const paths = Object.keys(router.routesByPath).sort()
    expect([...Object.keys(PAGES), ...Object.keys(FORMS)].sort()).toEqual(paths)
  })

  it.each(Object.entries(PAGES))('%s is a skeleton while it loads', async (path, page) => {
    desk.answers[page.asks] = () => new Promise(() => undefined)
    open(path, page)
    await waitFor(() => expect(main().querySelector('.mantine-Skeleton-root')).not.toBeNull())
    expect(within(main()).getAllByRole('status', { name: /\S/ }).length).toBeGreaterThan(0)
  })

  it.each(Object.entries(PAGES))('%s says that it is empty', async (path, page) => {
    desk.answers[page.asks] = { body: page.empty.body }
    open(path, page)
    expect((await screen.findAllByText(page.empty.says)).length).toBeGreaterThan(0)
    expect(main().querySelector('[role=alert]')).toBeNull()
  })

  it.each(Object.entries(PAGES))('%s says what failed, and tries again', async (path, page) => {
    desk.answers[page.asks] = { status: 503, body: { detail: 'The desk is closed.' } }
    const user = open(path, page)
    const alert = (await screen.findByText('The desk is closed.')).closest('[role=alert]')
    expect(alert?.textContent).toContain('This did not work')
    desk.answers[page.asks] = { body: page.empty.body }
    await user.click(within(alert as HTMLElement).getByRole('button', { name: 'Try again' }))
    expect((await screen.findAllByText(page.empty.says)).length).toBeGreaterThan(0)
  })

  it.each(Object.entries(PAGES))('%s says who may see it', async (path, page) => {
    const { asks } = page
    const admin = path.startsWith('/admin')
    if (admin) desk.answers['GET /session'] = { body: me('checker') }
    else desk.answers[asks] = { status: 403, body: { detail: 'That is on another desk.' } }
    open(path, page)
    if (admin) {
      expect(await screen.findByText('This page is for admins')).toBeDefined()
      expect(desk.calls.some(({ what }) => what === asks)).toBe(false)
      return
    }
    const alert = (await screen.findByText('That is on another desk.')).closest('[role=alert]')
    expect(alert?.textContent).toContain('You may not see this')
    expect(main().querySelector('.mantine-Skeleton-root')).toBeNull()
  })
})

describe('a part of a page', () => {
  it.each(PARTS)('of %s says that %s failed, and tries again', async (path, asks, answers) => {
    for (const [call, body] of Object.entries(answers)) desk.answers[call] = { body }
    desk.answers[asks] = { status: 503, body: { detail: 'The shelf is closed.' } }
    const user = desk.open(path)
    const alert = (await screen.findByText('The shelf is closed.')).closest('[role=alert]')
    const asked = () => desk.calls.filter(({ what }) => what === asks).length
    const before = asked()
    await user.click(within(alert as HTMLElement).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(asked()).toBeGreaterThan(before))
  })
})
