import { Notifications } from '@mantine/notifications'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { peopleQuery, queryClient } from '../../api/queries'
import { FOLLOW_UP } from '../../test-records'
import { show } from '../../test-render'
import { CommentForm } from '../comments/CommentForm'
import { EvidenceForm } from '../evidence/EvidenceForm'
import { Attempts } from '../followups/Attempts'
import { CorroborationForm } from '../followups/CorroborationForm'
import { FollowUpForm } from '../followups/FollowUpForm'
import { sendWaiting } from './outbox'

/** A desk that does what it is sent once a key, and whose answers may be lost on the way. */
class FarDesk {
  line: 'up' | 'down' | 'deaf' | 'trouble' = 'up'
  done = new Map<string, { what: string; body: unknown }>()
  tries: string[] = []
  refusal: { status: number; body: unknown } | undefined

  serve = async (request: Request): Promise<Response> => {
    const key = request.headers.get('Idempotency-Key') ?? ''
    if (request.method === 'GET') return new Response(JSON.stringify({ items: [], next: null }))
    this.tries.push(key)
    if (this.line === 'down') throw new TypeError('Failed to fetch')
    if (this.line === 'trouble') return new Response('{}', { status: 503 })
    if (this.refusal !== undefined)
      return new Response(JSON.stringify(this.refusal.body), { status: this.refusal.status })
    const what = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`
    this.done.set(key, { what, body: JSON.parse(await request.text()) as unknown })
    if (this.line === 'deaf') throw new TypeError('Failed to fetch')
    return new Response('{}', { status: 201 })
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
