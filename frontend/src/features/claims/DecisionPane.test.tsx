import { Notifications } from '@mantine/notifications'
import { act, screen, waitFor } from '@testing-library/react'
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClaimDetail, Evidence } from '../../api/client'
import { claimsQuery, queryClient, scalesQuery, sessionQuery } from '../../api/queries'
import { Desk, me } from '../../test-desk'
import { CLAIM } from '../../test-records'
import { show } from '../../test-render'
import { sendWaiting } from '../outbox/outbox'
import { offered } from '../../app/offers'
import { offerUndo, undoLast } from '../../ui/undo'
import { DecisionPane } from './DecisionPane'

const option = (key: string, label: string) => ({
  key,
  label,
  meaning: label,
  rank: 1,
  retired: false,
})
const LINK = {
  id: 2,
  url: 'https://example.org/a',
  title: 'A ledger',
  publisher: '',
  quote: '',
  stance: 'supports',
  unnamed: false,
  common_origin_with: null,
  retracted_at: null,
} as Evidence
const DETAIL = {
  ...CLAIM,
  id: 4,
  state: 'assigned',
  actions: ['save_verdict', 'submit', 'dismiss'],
  evidence: [],
  verdicts: [],
  reviews: [],
  second_opinions: [],
  opinion_request: null,
  follow_up: null,
  children: [],
} as unknown as ClaimDetail

/** With all that a verdict needs but its rating. */
const READY = {
  ...DETAIL,
  evidence: [LINK],
  verdicts: [{ rating: { key: 'true' }, summary: 'So.', reasons: '', withdrawn: null }],
} as unknown as ClaimDetail

const listed = (items: unknown[]) => ({
  pages: [{ items, next: null }],
  pageParams: [undefined],
})

let desk: Desk
let found: ClaimDetail
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  found = DETAIL
  queryClient.setQueryData(sessionQuery.queryKey, me('checker'))
  queryClient.setQueryData(scalesQuery.queryKey, [
    {
      id: 1,
      key: 'desk',
      version: 1,
      name: 'Desk',
      default: true,
      offered: true,
      used_by: 1,
      options: [option('true', 'True'), option('false', 'False')],
    },
  ] as never)
  desk.answers['GET /claims/4'] = () => ({ body: found })
  desk.answers['GET /desks/1/policy'] = {
    body: { desk: 1, version: 0, rules: { evidence: { min_independent: 1, allow_unnamed: true } } },
  }
  desk.answers['PUT /claims/4/verdict'] = () => ({ body: found })
})
afterEach(() => desk.close())

function open() {
  const done = vi.fn()
  const root = createRootRoute({ component: () => <DecisionPane claimId={4} onDone={done} /> })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  show(
    <>
      <Notifications />
      <RouterProvider router={router as never} />
    </>,
  )
  return done
}

const put = () => desk.writes().find(({ what }) => what === 'PUT /claims/4/verdict')?.body

describe('the decision beside the queue', () => {
  it('stays on a claim that a digit cannot submit, says what is lacking, and leads there', async () => {
    const done = open()
    await screen.findByRole('radio', { name: /True/ })
    await userEvent.keyboard('2')
    const said = /^Rated “False”, not sent yet. Before an editor gets it, it needs the summary/
    expect(await screen.findByText(said)).toBeDefined()
    expect(done).not.toHaveBeenCalled()
    expect(desk.writes()).toEqual([])
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /False/ }).checked).toBe(true)
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByLabelText('Summary for readers')),
    )
    // What the key for submitting still lacks it leads to as well.
    await userEvent.keyboard('No.{Control>}{Enter}{/Control}')
    expect(document.activeElement).toBe(await screen.findByLabelText(/^Link/))
    await userEvent.keyboard('{Escape}w')
    expect(document.activeElement).toBe(await screen.findByLabelText(/^Link/))
    expect(desk.writes()).toEqual([])
  })

  it('takes a rating that was not sent back by undo, and keeps what was typed since', async () => {
    open()
    await screen.findByRole('radio', { name: /True/ })
    await userEvent.keyboard('2')
    act(() => expect(undoLast()).toBe(true))
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /False/ }).checked).toBe(false)
    expect(localStorage.length).toBe(0)
    await userEvent.keyboard('{Escape}1Yes.')
    act(() => expect(undoLast()).toBe(true))
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /True/ }).checked).toBe(false)
    expect(screen.getByLabelText<HTMLTextAreaElement>('Summary for readers').value).toBe('Yes.')
  })

  it('keeps a digit pressed before the ratings are there, and gives the rating then', async () => {
    found = READY
    const scales = queryClient.getQueryData(scalesQuery.queryKey)
    queryClient.removeQueries({ queryKey: scalesQuery.queryKey })
    let arrive: () => void = () => undefined
    desk.answers['GET /scales'] = () =>
      new Promise((resolve) => {
        arrive = () => resolve({ body: scales })
      })
    const done = open()
    await screen.findByRole('heading', { name: 'Verdict' })
    await userEvent.keyboard('2')
    expect(put()).toBeUndefined()
    arrive()
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(put()).toMatchObject({ rating: 'false' })
    expect(desk.writes()).toHaveLength(1)
  })

  it('snoozes and hands over by a button too, as far as the desk allows', async () => {
    desk.answers['POST /claims/4/snooze'] = { body: {} }
    found = { ...DETAIL, actions: ['snooze', 'assign'] }
    open()
    await userEvent.click(await screen.findByRole('button', { name: /^Snooze…/ }))
    await userEvent.click(await screen.findByRole('button', { name: /^Tomorrow/ }))
    await waitFor(() =>
      expect(desk.writes().map(({ what }) => what)).toEqual(['POST /claims/4/snooze']),
    )
    await userEvent.click(screen.getByRole('button', { name: /^(Assign to|Reassign)…/ }))
    expect(await screen.findByRole('dialog', { name: 'Assign the claim' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /^Dismiss…/ })).toBeNull()
  })

  it('offers each rating to the palette, which does as its digit', async () => {
    found = READY
    const done = open()
    await screen.findByRole('radio', { name: /True/ })
    expect(offered().map(({ does }) => does)).toContain('rate the claim “True”')
    act(() =>
      offered()
        .find(({ does }) => does === 'rate the claim “False”')
        ?.act(),
    )
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(put()).toMatchObject({ rating: 'false' })
  })

  it('says how many ratings there are where a digit has none', async () => {
    open()
    await screen.findByRole('radio', { name: /True/ })
    await userEvent.keyboard('5')
    expect(await screen.findByText('The scale has 2 ratings.')).toBeDefined()
    expect(desk.writes()).toEqual([])
  })

  it('submits by the digit where nothing is lacking', async () => {
    found = { ...DETAIL, evidence: [LINK] }
    const done = open()
    await userEvent.type(await screen.findByLabelText('Summary for readers'), 'So it is.')
    await userEvent.click(screen.getByRole('heading', { name: 'Verdict' }))
    await userEvent.keyboard('1')
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(put()).toMatchObject({
      rating: 'true',
      summary: 'So it is.',
      evidence: [2],
      submit: true,
    })
  })

  it('shows what a verdict leaves out, and submits it so by the digit', async () => {
    const at = '2026-11-24T10:00:00Z'
    const earlier = { ...LINK, id: 3, title: 'A rumour', added_at: '2026-11-24T09:00:00Z' }
    const verdict = { ...READY.verdicts[0], at, evidence: [2] }
    found = { ...READY, evidence: [LINK, earlier], verdicts: [verdict] } as ClaimDetail
    const done = open()
    const rumour = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'A rumour' })
    await screen.findByRole('radio', { name: /True/ })
    expect(rumour().checked).toBe(false)
    await userEvent.click(rumour())
    await userEvent.click(rumour())
    await userEvent.click(screen.getByRole('heading', { name: 'Verdict' }))
    await userEvent.keyboard('1')
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(put()).toMatchObject({ evidence: [2], submit: true })
  })

  it('submits what is typed by Ctrl and Enter, out of the field', async () => {
    found = { ...DETAIL, evidence: [LINK] }
    const done = open()
    await userEvent.click(await screen.findByRole('radio', { name: /False/ }))
    await userEvent.type(
      screen.getByLabelText('Summary for readers'),
      'No.{Control>}{Enter}{/Control}',
    )
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(put()).toMatchObject({ rating: 'false', summary: 'No.', submit: true })
  })

  it('says beside the buttons what the desk still asks for', async () => {
    open()
    expect(
      await screen.findByText(/Still needed: a rating, the summary for readers, and one/),
    ).toBeDefined()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Submit/ }).disabled).toBe(true)
  })

  it('adds a link by e, its address and Enter', async () => {
    desk.answers['POST /claims/4/evidence'] = { status: 201, body: LINK }
    open()
    await screen.findByRole('radio', { name: /True/ })
    await userEvent.keyboard('e')
    await userEvent.keyboard('https://example.org/a{Enter}')
    await waitFor(() =>
      expect(desk.writes()[0]).toMatchObject({
        what: 'POST /claims/4/evidence',
        body: { url: 'https://example.org/a' },
      }),
    )
    await waitFor(() => expect(screen.queryByLabelText(/^Link/)).toBeNull())
  })

  it('goes on before the desk has answered, and its row shows the rating', async () => {
    found = READY
    const { queryKey } = claimsQuery({})
    queryClient.setQueryData(queryKey, listed([DETAIL]) as never)
    let arrive: () => void = () => undefined
    desk.answers['PUT /claims/4/verdict'] = () =>
      new Promise((resolve) => {
        arrive = () => resolve({ body: { ...READY, version: 2, state: 'in_review' } })
      })
    const done = open()
    await screen.findByRole('radio', { name: /True/ })
    await userEvent.click(screen.getByRole('radio', { name: /False/ }))
    const before = vi.fn()
    act(() => void offerUndo('Dismissed.', before))
    await userEvent.click(screen.getByRole('button', { name: 'Save for later' }))
    expect(undoLast()).toBe(false)
    expect(before).not.toHaveBeenCalled()
    expect(done).toHaveBeenCalledOnce()
    const row = () => queryClient.getQueryData(queryKey)?.pages[0]?.items[0]
    expect(row()).toMatchObject({ state: 'in_review', verdict: { rating: { label: 'False' } } })
    // Rated anew before the answer: sent after it, on the claim as that leaves it.
    await userEvent.keyboard('1')
    expect(desk.writes()).toHaveLength(1)
    arrive()
    await waitFor(() => expect(row()?.version).toBe(2))
    await waitFor(() => expect(desk.writes()).toHaveLength(2))
    expect(desk.writes()[1]?.body).toMatchObject({ rating: 'true' })
    arrive()
    await waitFor(() => expect(localStorage.length).toBe(0))
  })

  it('keeps what is typed while it is being saved, and takes it for nobody else’s', async () => {
    found = READY
    let arrive: () => void = () => undefined
    const verdict = { rating: { key: 'false' }, summary: 'So.', reasons: '', withdrawn: null }
    desk.answers['PUT /claims/4/verdict'] = () =>
      new Promise((resolve) => {
        found = { ...READY, version: 2, verdicts: [...READY.verdicts, verdict] } as ClaimDetail
        arrive = () => resolve({ body: found })
      })
    open()
    await screen.findByRole('radio', { name: /True/ })
    await userEvent.click(screen.getByRole('radio', { name: /False/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Save for later' }))
    await waitFor(() => expect(put()).toBeDefined())
    const summary = () => screen.getByLabelText<HTMLTextAreaElement>('Summary for readers')
    await userEvent.type(summary(), ' Since then.')
    arrive()
    await screen.findByText('Saved.')
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    expect(summary().value).toBe('So. Since then.')
    expect(screen.queryByText('A newer verdict came in')).toBeNull()
    expect(localStorage.getItem(localStorage.key(0) ?? '')).toContain('"after":2')
  })

  it('goes back on it where a colleague was faster, says so, and keeps and shows both', async () => {
    found = { ...DETAIL, evidence: [LINK] }
    const { queryKey } = claimsQuery({})
    queryClient.setQueryData(queryKey, listed([found]) as never)
    desk.answers['PUT /claims/4/verdict'] = {
      status: 412,
      body: { detail: 'Changed.', current: { version: 2, verdict: null } },
    }
    const done = open()
    await userEvent.type(await screen.findByLabelText('Summary for readers'), 'Mine.')
    await userEvent.click(screen.getByRole('heading', { name: 'Verdict' }))
    await userEvent.keyboard('2')
    expect(done).toHaveBeenCalledOnce()
    expect(await screen.findByText(/^Not saved, but kept: your verdict on “/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Open the claim' })).toBeDefined()
    expect(await screen.findByText(/A colleague changed this claim/)).toBeDefined()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Summary for readers').value).toBe('Mine.')
    expect(queryClient.getQueryData(queryKey)?.pages[0]?.items[0]).toMatchObject({
      state: 'assigned',
      verdict: null,
    })
  })

  it('goes on while the desk is out of reach, and sends the verdict once it is back', async () => {
    found = READY
    const answer = desk.answers['PUT /claims/4/verdict']
    desk.answers['PUT /claims/4/verdict'] = { status: 503, body: { detail: 'Down.' } }
    const done = open()
    await screen.findByRole('radio', { name: /True/ })
    await userEvent.keyboard('2')
    expect(done).toHaveBeenCalledOnce()
    expect(await screen.findByText(/Your verdict is sent by itself/)).toBeDefined()
    expect(await screen.findByText('Waits for the connection')).toBeDefined()
    if (answer !== undefined) desk.answers['PUT /claims/4/verdict'] = answer
    await act(sendWaiting)
    expect(screen.queryByText('Waits for the connection')).toBeNull()
    expect(await screen.findByText(/this was sent: your verdict on claim 4/)).toBeDefined()
    expect(desk.writes()).toHaveLength(2)
  })

  it('says why it cannot be shown, and tries again', async () => {
    desk.answers['GET /claims/4'] = { status: 404, body: { detail: 'There is no such claim.' } }
    open()
    expect(await screen.findByText('There is no such claim.')).toBeDefined()
    desk.answers['GET /claims/4'] = { body: DETAIL }
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('radio', { name: /True/ })).toBeDefined()
  })

  it('shows no verdict to whoever may not judge', async () => {
    found = { ...DETAIL, actions: ['assign'] }
    open()
    await screen.findByRole('heading', { name: /The toll/ })
    expect(screen.queryByRole('radio')).toBeNull()
    expect(screen.getByRole('button', { name: /Assign to me/ })).toBeDefined()
  })
})
