import { Notifications } from '@mantine/notifications'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../../api/client'
import { peopleQuery, queryClient } from '../../api/queries'
import { FOLLOW_UP } from '../../test-records'
import { show } from '../../test-render'
import { CommentForm } from '../comments/CommentForm'
import { EvidenceForm } from '../evidence/EvidenceForm'
import { Attempts } from '../followups/Attempts'
import { CorroborationForm } from '../followups/CorroborationForm'
import { FollowUpForm } from '../followups/FollowUpForm'
import { sendOrKeep, sendWaiting } from './outbox'

/** A desk that does what it is sent once a key, and whose answers may be lost on the way. */
class FarDesk {
  /** What an answer waits for. */
  slow: Promise<unknown> = Promise.resolve()
  line: 'up' | 'down' | 'deaf' | 'trouble' = 'up'
  done = new Map<string, { what: string; body: unknown }>()
  tries: string[] = []
  answer: unknown = {}
  refusal: { status: number; body: unknown } | undefined

  /** Answers only once what this returns is called. */
  slowly(): () => void {
    let answer: () => void = () => undefined
    this.slow = new Promise<void>((resolve) => (answer = resolve))
    return () => answer()
  }

  serve = async (request: Request): Promise<Response> => {
    const key = request.headers.get('Idempotency-Key') ?? ''
    if (request.method === 'GET') return new Response(JSON.stringify({ items: [], next: null }))
    this.tries.push(key)
    await this.slow
    if (this.line === 'down') throw new TypeError('Failed to fetch')
    if (this.line === 'trouble') return new Response('{}', { status: 503 })
    if (this.refusal !== undefined)
      return new Response(JSON.stringify(this.refusal.body), { status: this.refusal.status })
    const what = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`
    this.done.set(key, { what, body: JSON.parse(await request.text()) as unknown })
    if (this.line === 'deaf') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(this.answer), { status: 201 })
  }
}

let desk: FarDesk
beforeEach(() => {
  desk = new FarDesk()
  vi.stubGlobal('fetch', desk.serve)
  localStorage.clear()
  queryClient.setQueryData(peopleQuery.queryKey, [])
})
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
})

const page = (form: ReactNode) =>
  show(
    <>
      <Notifications />
      {form}
    </>,
  )
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const waits = () => screen.findByText('Waits for the connection')

interface Case {
  form: ReactNode
  open?: string
  field: string | RegExp
  send: string
  what: string
  said: RegExp
}

const CASES: Record<string, Case> = {
  comment: {
    form: <CommentForm claim={4} />,
    field: 'Your comment',
    send: 'Comment',
    what: 'POST /claims/4/comments',
    said: /this was sent: your comment on claim 4\./,
  },
  'comment on an article': {
    form: <CommentForm article={8} />,
    field: 'Your comment',
    send: 'Comment',
    what: 'POST /articles/8/comments',
    said: /this was sent: your comment on article 8\./,
  },
  'piece of evidence': {
    form: <EvidenceForm claim={4} others={[]} onClose={() => undefined} />,
    field: /^Link/,
    send: 'Add evidence',
    what: 'POST /claims/4/evidence',
    said: /this was sent: your evidence on claim 4\./,
  },
  'follow-up': {
    form: <FollowUpForm entry={FOLLOW_UP} />,
    field: 'Why is the source not named?',
    send: 'Save',
    what: 'PUT /claims/4/followup',
    said: /this was sent: your follow-up of claim 4\./,
  },
  attempt: {
    form: <Attempts entry={FOLLOW_UP} open />,
    open: 'Add an attempt',
    field: 'How, and what they said',
    send: 'Add the attempt',
    what: 'POST /claims/4/followup/attempts',
    said: /this was sent: your attempt to have the source of claim 4 named\./,
  },
  corroboration: {
    form: <CorroborationForm entry={FOLLOW_UP} evidence={[]} onClose={() => undefined} />,
    field: 'What it says',
    send: 'Add the corroboration',
    what: 'POST /claims/4/followup/corroborations',
    said: /this was sent: your corroboration of claim 4\./,
  },
}

describe.each(Object.entries(CASES))('a %s, sent during an outage', (_, one) => {
  const write = (words: string) => {
    page(one.form)
    if (one.open !== undefined) press(one.open)
    type(one.field, words)
    press(one.send)
  }

  it('waits, and is sent once the desk is back', async () => {
    desk.line = 'down'
    write('https://example.org/a')
    await waits()
    expect(screen.getByLabelText<HTMLInputElement>(one.field).value).toBe('https://example.org/a')
    desk.line = 'up'
    await act(sendWaiting)
    expect([...desk.done.values()].map(({ what }) => what)).toEqual([one.what])
    expect(JSON.stringify([...desk.done.values()])).toContain('https://example.org/a')
    expect(screen.queryByText('Waits for the connection')).toBeNull()
    expect(await screen.findByText(one.said)).toBeDefined()
    expect(localStorage.length).toBe(0)
    await act(sendWaiting)
    expect(desk.tries).toHaveLength(2)
  })

  it('is done once, where only the answer was lost', async () => {
    desk.line = 'deaf'
    write('https://example.org/a')
    await waits()
    desk.line = 'trouble'
    await act(sendWaiting)
    desk.line = 'up'
    await act(sendWaiting)
    expect(desk.tries).toHaveLength(3)
    expect(new Set(desk.tries).size).toBe(1)
    expect(desk.done.size).toBe(1)
  })
})

describe('what is typed while it is being sent', () => {
  it.each(Object.entries(CASES))('stays: a %s', async (_, one) => {
    const answer = desk.slowly()
    desk.answer = { ...FOLLOW_UP, version: 3 }
    page(one.form)
    if (one.open !== undefined) press(one.open)
    type(one.field, 'https://example.org/a')
    press(one.send)
    await waitFor(() => expect(desk.tries).toHaveLength(1))
    type(one.field, 'https://example.org/b')
    answer()
    await waitFor(() => expect(desk.done.size).toBe(1))
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    expect(screen.getByLabelText<HTMLInputElement>(one.field).value).toBe('https://example.org/b')
    expect(localStorage.getItem(localStorage.key(0) ?? '')).toContain('https://example.org/b')
  })

  it('is no second comment where it is sent twice', async () => {
    const answer = desk.slowly()
    page(<CommentForm claim={4} />)
    type('Your comment', 'Look at table 4.')
    const field = screen.getByLabelText('Your comment')
    for (let time = 0; time < 2; time += 1)
      fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', ctrlKey: true })
    await waitFor(() => expect(desk.tries).toHaveLength(1))
    fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', ctrlKey: true })
    answer()
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>('Your comment').value).toBe(''),
    )
    expect(desk.tries).toHaveLength(1)
  })
})

describe('what waits', () => {
  const write = () => {
    page(<CommentForm claim={4} />)
    type('Your comment', 'Look at table 4.')
    press('Comment')
  }
  const field = () => screen.getByLabelText<HTMLTextAreaElement>('Your comment')

  it('is sent by hand under the key of the first try', async () => {
    desk.line = 'deaf'
    write()
    await waits()
    desk.line = 'up'
    press('Comment')
    await waitFor(() => expect(field().value).toBe(''))
    expect(new Set(desk.tries).size).toBe(1)
    expect(desk.done.size).toBe(1)
    expect(localStorage.length).toBe(0)
  })

  it('does so no longer once somebody goes on writing, and is another then', async () => {
    desk.line = 'down'
    write()
    await waits()
    type('Your comment', 'Look at table 5.')
    expect(screen.queryByText('Waits for the connection')).toBeNull()
    desk.line = 'up'
    await act(sendWaiting)
    expect(desk.tries).toHaveLength(1)
    press('Comment')
    await waitFor(() => expect(desk.done.size).toBe(1))
    expect(new Set(desk.tries).size).toBe(2)
  })

  it('stays a draft where the desk refuses it after all, and that is said', async () => {
    desk.line = 'down'
    write()
    await waits()
    desk.line = 'up'
    desk.refusal = { status: 404, body: { detail: 'There is no such claim.' } }
    await act(sendWaiting)
    expect(await screen.findByText('Not sent: your comment on claim 4')).toBeDefined()
    expect(screen.queryByText('Waits for the connection')).toBeNull()
    expect(field().value).toBe('Look at table 4.')
    await act(sendWaiting)
    expect(desk.tries).toHaveLength(2)
  })

  it('is read again before each is sent: what was taken back meanwhile is not', async () => {
    desk.line = 'down'
    page(
      <>
        <CommentForm claim={4} />
        <CommentForm article={8} />
      </>,
    )
    const [first, second] = screen.getAllByLabelText<HTMLTextAreaElement>('Your comment')
    const [send, sendOther] = screen.getAllByRole('button', { name: 'Comment' })
    if (!first || !second || !send || !sendOther) throw new Error('Two forms are expected.')
    fireEvent.change(first, { target: { value: 'One.' } })
    fireEvent.click(send)
    await waits()
    fireEvent.change(second, { target: { value: 'Two.' } })
    fireEvent.click(sendOther)
    await waitFor(() => expect(screen.getAllByText('Waits for the connection')).toHaveLength(2))
    desk.line = 'up'
    const answer = desk.slowly()
    const sending = sendWaiting()
    await waitFor(() => expect(desk.tries).toHaveLength(3))
    fireEvent.change(second, { target: { value: 'Two, or three.' } })
    await act(async () => {
      answer()
      await sending
    })
    expect([...desk.done.values()].map(({ body }) => body)).toEqual([{ text: 'One.' }])
    expect(second.value).toBe('Two, or three.')
  })

  it('is sent by one tab alone', async () => {
    desk.line = 'down'
    write()
    await waits()
    desk.line = 'up'
    let free = false
    vi.stubGlobal('navigator', {
      ...{ userAgent: navigator.userAgent, onLine: true, languages: navigator.languages },
      locks: {
        request: (_: string, __: unknown, act: (lock: object | null) => Promise<void>) =>
          act(free ? {} : null),
      },
    })
    await act(sendWaiting)
    expect(desk.tries).toHaveLength(1)
    free = true
    await act(sendWaiting)
    expect(desk.done.size).toBe(1)
  })

  it('is a verdict the desk has already: done', async () => {
    const body = { rating: 'false', summary: 'No. ', reasons: '', why: '', submit: false }
    const call = { kind: 'verdict' as const, claim: 4, version: 1, body }
    desk.line = 'down'
    await expect(sendOrKeep('verdict:4', call)).rejects.toBeInstanceOf(ApiProblem)
    desk.line = 'up'
    const verdict = { rating: { key: 'true' }, summary: 'No.', reasons: '', withdrawn: null }
    const refusal = (now: unknown) => ({
      status: 412,
      body: { detail: 'Changed.', current: { id: 4, state: 'in_review', verdict: now } },
    })
    page(null)
    desk.refusal = refusal({ ...verdict, rating: { key: 'false' } })
    await act(sendWaiting)
    expect(await screen.findByText(/this was sent: your verdict on claim 4/)).toBeDefined()
    desk.refusal = refusal(verdict)
    await expect(sendOrKeep('verdict:4', call)).rejects.toMatchObject({ status: 412 })
    await expect(
      sendOrKeep('verdict:4', { ...call, body: { ...body, rating: 'true', submit: true } }),
    ).rejects.toMatchObject({ status: 412 })
  })

  it('goes on waiting where somebody is signed out meanwhile', async () => {
    desk.line = 'down'
    write()
    await waits()
    desk.line = 'up'
    desk.refusal = { status: 401, body: { detail: 'Sign in.' } }
    await act(sendWaiting)
    expect(screen.getByText('Waits for the connection')).toBeDefined()
    desk.refusal = undefined
    await act(sendWaiting)
    expect(desk.done.size).toBe(1)
    expect(field().value).toBe('')
  })
})
