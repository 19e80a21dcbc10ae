import { QueryClient } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Claim } from '../api/client'
import { claim, Desk, me } from '../test-desk'
import { pause, type LiveChange } from './connection'
import { replaceRows } from './merge'
import { Sync } from './sync'

const change = (id: number, about: Partial<LiveChange> = {}): LiveChange => ({
  id,
  at: '2026-11-24T10:00:00Z',
  desk: 1,
  action: 'assign',
  entity: 'claim',
  entity_id: id,
  article: 1,
  claim: id,
  person: 9,
  actor: 'Ana Lind',
  state: 'assigned',
  version: 2,
  ...about,
})

/** The browser's stream, which a test speaks for. */
class Stream extends EventTarget {
  static opened: Stream[] = []
  static latest = (): Stream => {
    const stream = Stream.opened.at(-1)
    if (stream === undefined) throw new Error('The page has opened no line.')
    return stream
  }
  onerror: (() => void) | null = null
  closed = false
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    Stream.opened.push(this)
  }

  close(): void {
    this.closed = true
  }

  say(kind: string, data: unknown, lastEventId = ''): void {
    act(() => {
      this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data), lastEventId }))
    })
  }

  hello(id = '7'): void {
    this.say('hello', { reset: false, presence: [] }, id)
  }
}

/** The line comes after the page: it is a part of its own. */
const line = () => waitFor(Stream.latest)

describe('rows', () => {
  const listed = (...items: Claim[]) => ({
    pages: [{ items, next: null }],
    pageParams: [undefined],
  })

  it('are replaced where they stand, and the others stay the same objects', () => {
    const [one, two] = [claim(1, 'One.'), claim(2, 'Two.')]
    const newer = { ...two, version: two.version + 1, state: 'accepted' as const }
    const before = listed(one, two)
    const after = replaceRows(before, new Map([[2, newer]]))
    expect(after.pages[0]?.items).toEqual([one, newer])
    expect(after.pages[0]?.items[0]).toBe(one)
  })

  it('are not replaced by older ones, and a list without a change is the same list', () => {
    const row = { ...claim(1, 'One.'), version: 5 }
    const before = listed(row)
    expect(replaceRows(before, new Map([[1, { ...row, version: 4 }]]))).toBe(before)
    expect(replaceRows(before, new Map([[3, claim(3, 'Three.')]]))).toBe(before)
  })
})

describe('a broken line', () => {
  it('is tried again after seconds that double up to half a minute', () => {
    expect([0, 1, 2, 3, 9].map((attempt) => pause(attempt, 0.5))).toEqual([
      1000, 2000, 4000, 8000, 30_000,
    ])
    expect(pause(2, 0)).toBeLessThan(pause(2, 0.99))
  })
})

describe('many changes', () => {
  it('are a few questions', async () => {
    const desk = new Desk()
    const client = new QueryClient()
    const sync = new Sync(client)
    client.setQueryData(['claims', {}], {
      pages: [{ items: desk.claims, next: null }],
      pageParams: [],
    })
    for (let n = 0; n < 50; n++) sync.changes([change((n % 3) + 1, { version: n })])
    await waitFor(() => expect(desk.calls.length).toBeGreaterThan(0))
    expect(desk.calls.length).toBeLessThan(4)
    sync.stop()
    desk.close()
  })
})

describe('the page', () => {
  let desk: Desk
  beforeEach(() => {
    Stream.opened = []
    vi.stubGlobal('EventSource', Stream)
    desk = new Desk()
    desk.answers['PUT /presence'] = { status: 204 }
  })
  afterEach(() => desk.close())

  it('shows a colleague’s change in its row, which keeps the focus', async () => {
    desk.open('/?show=every')
    const link = await screen.findByRole('link', { name: 'It opened in May.' })
    ;(await line()).hello()
    link.focus()
    desk.claims = desk.claims.map((row) =>
      row.id === 1 ? { ...row, version: row.version + 1, state: 'dismissed' } : row,
    )
    const listsBefore = desk.calls.filter(({ what }) => what === 'GET /claims').length
    Stream.latest().say('changes', [change(1)], '8')
    expect(await screen.findByText('Dismissed', { selector: 'li *' })).toBeDefined()
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'It opened in May.' }))
    expect(desk.calls.filter(({ what }) => what === 'GET /claims').length).toBe(listsBefore + 1)
  })

  it('keeps new claims behind a bar', async () => {
    const user = desk.open('/')
    await screen.findByRole('link', { name: 'It is safe.' })
    ;(await line()).hello()
    desk.claims = [claim(4, 'It is new.'), ...desk.claims]
    Stream.latest().say('changes', [change(0, { entity: 'article', claim: null })], '8')
    const bar = await screen.findByRole('button', { name: 'Show 1 new claim' })
    expect(screen.queryByRole('link', { name: 'It is new.' })).toBeNull()
    await user.click(bar)
    expect(await screen.findByRole('link', { name: 'It is new.' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /new claim/ })).toBeNull()
  })

  it('does not call new what stands beyond the loaded rows', async () => {
    desk.claims = Array.from({ length: 60 }, (_, n) => claim(n + 1, `Berth ${n + 1} is closed.`))
    desk.open('/')
    await screen.findByRole('link', { name: 'Berth 1 is closed.' })
    ;(await line()).hello()
    Stream.latest().say('changes', [change(58), change(59)], '8')
    const asked = () => desk.calls.some(({ query }) => query.getAll('ids').includes('58'))
    await waitFor(() => expect(asked()).toBe(true))
    desk.claims = [claim(99, 'It is new.'), ...desk.claims]
    Stream.latest().say('changes', [change(99)], '9')
    // The bar counts the one that would stand at the top, and not the two of the next page.
    expect(await screen.findByRole('button', { name: 'Show 1 new claim' })).toBeDefined()
  })

  it('keeps a row that a colleague took out of the view, and says so', async () => {
    desk.open('/?state=["new"]')
    const link = await screen.findByRole('link', { name: 'It opened in May.' })
    ;(await line()).hello()
    link.focus()
    desk.claims = desk.claims.map((row) =>
      row.id === 1 ? { ...row, version: row.version + 1, state: 'dismissed' } : row,
    )
    Stream.latest().say('changes', [change(1)], '8')
    expect(await screen.findByText('No longer in this view')).toBeDefined()
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'It opened in May.' }))
    desk.claims = desk.claims.map((row) =>
      row.id === 1 ? { ...row, version: row.version + 1, state: 'new' } : row,
    )
    Stream.latest().say('changes', [change(1)], '9')
    await waitFor(() => expect(screen.queryByText('No longer in this view')).toBeNull())
  })

  it('keeps the approvals up to date, but takes nothing away that is being read', async () => {
    const submitted = (id: number, text: string) => ({
      ...claim(id, text),
      state: 'submitted' as const,
    })
    const decided = (id: number) => {
      desk.claims = desk.claims.map((row) =>
        row.id === id ? { ...row, version: row.version + 1, state: 'approved' } : row,
      )
      Stream.latest().say('changes', [change(id, { action: 'approve' })], String(10 + id))
    }
    desk.claims = [submitted(1, 'One.'), submitted(2, 'Two.'), submitted(3, 'Three.')]
    desk.answers['GET /session'] = { body: me('editor') }
    desk.answers['GET /approvals/obstacles'] = { body: [] }
    desk.open('/approvals?claim=1')
    const list = within(await screen.findByRole('list', { name: 'What waits for approval' }))
    ;(await line()).hello()
    decided(2)
    await waitFor(() => expect(list.queryByText('Two.')).toBeNull())
    desk.claims = [...desk.claims, submitted(4, 'Four.')]
    Stream.latest().say('changes', [change(4)], '20')
    expect(await list.findByText('Four.')).toBeDefined()
    const asked = (id: string) => desk.calls.filter((one) => one.query.getAll('ids').includes(id))
    const before = asked('1').length
    decided(1)
    await waitFor(() => expect(asked('1').length).toBeGreaterThan(before))
    expect(list.getByText('One.')).toBeDefined()
  })

  it('asks again for changes whose question failed', async () => {
    desk.open('/')
    await screen.findByRole('link', { name: 'It opened in May.' })
    ;(await line()).hello()
    desk.claims = desk.claims.map((row) =>
      row.id === 1 ? { ...row, version: row.version + 1, state: 'dismissed' } : row,
    )
    const answers = { ...desk.answers }
    desk.answers['GET /claims'] = { status: 503, body: { detail: 'The database is away.' } }
    const before = desk.calls.length
    Stream.latest().say('changes', [change(1)], '8')
    await waitFor(() => expect(desk.calls.length).toBeGreaterThan(before))
    desk.answers = answers
    expect(
      await screen.findByText('Dismissed', { selector: 'li *' }, { timeout: 5000 }),
    ).toBeDefined()
  })

  it('says who is on a claim, and not that one is there oneself', async () => {
    desk.open('/')
    await screen.findByRole('link', { name: 'It is safe.' })
    ;(await line()).hello()
    const self = { ...me('checker').person, writing: false }
    const ana = { id: 9, name: 'Ana Lind', writing: false }
    Stream.latest().say('presence', { claim: 1, people: [self, ana] })
    expect(await screen.findByText('Ana Lind is on this')).toBeDefined()
    Stream.latest().say('presence', { claim: 1, people: [self, { ...ana, writing: true }] })
    expect(await screen.findByText('Ana Lind is writing a verdict')).toBeDefined()
    Stream.latest().say('presence', { claim: 1, people: [self] })
    await waitFor(() => expect(screen.queryByText(/Ana Lind/)).toBeNull())
  })

  it('marks a row that was found to be checked before, without a change of its own', async () => {
    desk.open('/')
    await screen.findByRole('link', { name: 'It is safe.' })
    ;(await line()).hello()
    expect(screen.queryByText('checked before')).toBeNull()
    desk.claims = desk.claims.map((one) =>
      one.id === 2 ? { ...one, checked_before: 'same' as const } : one,
    )
    Stream.latest().say('marked', { claims: [2] })
    expect(await screen.findByText('checked before')).toBeDefined()
  })

  it('says that the line broke, and catches up from where it was', async () => {
    const user = desk.open('/')
    await screen.findByRole('link', { name: 'It is safe.' })
    Stream.latest().hello('41')
    act(() => Stream.latest().onerror?.())
    expect(Stream.latest().closed).toBe(true)
    await user.click(await screen.findByRole('button', { name: 'Try now' }))
    expect(Stream.latest().url).toContain('after=41')
    Stream.latest().hello('44')
    expect(await screen.findByText(/Connected again/)).toBeDefined()
  })
})
