import { notifications, Notifications } from '@mantine/notifications'
import { act, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api, type ClaimDetail, type Policy } from '../../api/client'
import { policyQuery, queryClient, scalesQuery } from '../../api/queries'
import { answer, show } from '../../test-render'
import { sendWaiting } from '../outbox/outbox'
import { VerdictEditor } from './VerdictEditor'

const option = (key: string, label: string, rank: number | null) => ({
  key,
  label,
  meaning: label,
  rank,
})
const SCALE = {
  id: 1,
  key: 'desk',
  version: 1,
  name: 'Desk',
  default: true,
  offered: true,
  used_by: 1,
  options: [
    option('true', 'True', 2),
    option('false', 'False', 1),
    option('unproven', 'Unproven', null),
  ],
}
/** The default of another desk of theirs, which comes first. */
const OTHERS = {
  ...SCALE,
  id: 2,
  name: 'Sports',
  used_by: 7,
  options: [option('goal', 'Goal', 2), option('miss', 'Miss', 1)],
}
const POLICY = { desk: 1, version: 0, rules: { evidence: {} } } as Policy
const ANA = { id: 1, login: 'ana', name: 'Ana' }
const THEIRS = {
  id: 9,
  number: 1,
  rating: { key: 'false', label: 'False', scale: 'desk', scale_version: 1, rank: 1, of: 2 },
  summary: 'Theirs.',
  reasons: '',
  why: '',
  evidence: [],
  author: ANA,
  at: '2026-11-24T10:00:00Z',
  published: false,
  withdrawn: null,
  reuses: null,
  changed_since_verdict: [],
}
const CLAIM = {
  id: 4,
  desk: 1,
  version: 3,
  state: 'assigned',
  evidence: [
    {
      id: 2,
      url: 'https://example.org/a',
      title: 'A ledger',
      publisher: '',
      quote: '',
      stance: 'supports',
      note: '',
      added_by: ANA,
      added_at: '2026-11-24T10:00:00Z',
      retracted_at: null,
    },
  ],
  verdicts: [],
} as unknown as ClaimDetail

const page = (claim = CLAIM) => (
  <>
    <Notifications />
    <VerdictEditor claim={claim} />
  </>
)
const summary = () => screen.getByLabelText<HTMLTextAreaElement>('Summary for readers')

describe('VerdictEditor', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.restoreAllMocks()
    notifications.clean()
    queryClient.setQueryData(scalesQuery.queryKey, [OTHERS, SCALE])
    queryClient.setQueryData(policyQuery(1).queryKey, POLICY)
  })

  it('rates by number keys, but not while somebody types', async () => {
    show(page())
    fireEvent.keyDown(document.body, { key: '2' })
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /False/ }).checked).toBe(true)
    await userEvent.type(summary(), '1 in 3')
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /False/ }).checked).toBe(true)
    expect(summary().value).toBe('1 in 3')
  })

  it('takes the ratings of the desk whose claim it is', () => {
    show(page())
    expect(screen.queryByRole('radio', { name: /Goal/ })).toBeNull()
    expect(screen.getAllByRole('radio')).toHaveLength(3)
  })

  it('says what is missing before it can be submitted', () => {
    show(page())
    expect(screen.getByText(/Still needed: a rating and the summary for readers/)).toBeDefined()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Submit/ }).disabled).toBe(true)
  })

  it('keeps what was typed when the page is loaded again', async () => {
    const { unmount } = show(page())
    await userEvent.type(summary(), 'Half of it.')
    unmount()
    show(page())
    expect(summary().value).toBe('Half of it.')
  })

  it('sends the version it was read at, and what it rests on', async () => {
    const put = vi.spyOn(api, 'PUT').mockResolvedValue(answer(200, CLAIM))
    show(page())
    fireEvent.keyDown(document.body, { key: '1' })
    await userEvent.type(summary(), 'So it is.')
    await userEvent.click(screen.getByRole('button', { name: 'Submit to an editor' }))
    expect(put).toHaveBeenCalledWith('/api/v1/claims/{claim_id}/verdict', {
      params: { path: { claim_id: 4 }, header: { 'If-Match': '"3"' } },
      body: {
        rating: 'true',
        summary: 'So it is.',
        reasons: '',
        why: '',
        evidence: [2],
        submit: true,
      },
      headers: { 'Idempotency-Key': expect.any(String) as string },
    })
  })

  it('shows both versions when a colleague was faster, and loses nothing', async () => {
    vi.spyOn(api, 'PUT').mockResolvedValue(
      answer(412, { detail: 'stale', current: { verdict: THEIRS } }),
    )
    show(page())
    fireEvent.keyDown(document.body, { key: '1' })
    await userEvent.type(summary(), 'Mine.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Theirs.')
    expect(summary().value).toBe('Mine.')
  })

  it('shows a verdict that came in while this one was typed', async () => {
    const { rerender } = show(page())
    await userEvent.type(summary(), 'Mine.')
    rerender(page({ ...CLAIM, version: 4, verdicts: [THEIRS] as ClaimDetail['verdicts'] }))
    expect((await screen.findByRole('alert')).textContent).toContain('Theirs.')
    expect(summary().value).toBe('Mine.')
    await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(summary().value).toBe('Mine.')
  })

  it('leaves out what the last verdict did not rest on, not what came in after it', async () => {
    const put = vi.spyOn(api, 'PUT').mockResolvedValue(answer(200, CLAIM))
    const piece = (id: number, title: string, added_at: string) => ({
      ...CLAIM.evidence[0],
      id,
      title,
      added_at,
    })
    const judged = {
      ...CLAIM,
      evidence: [
        piece(2, 'A ledger', '2026-11-24T09:00:00Z'),
        piece(3, 'A rumour', '2026-11-24T09:30:00Z'),
        piece(5, 'A letter', '2026-11-24T11:00:00Z'),
      ],
      verdicts: [{ ...THEIRS, evidence: [2] }],
    } as ClaimDetail
    show(page(judged))
    const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name })
    expect(box('A ledger').checked).toBe(true)
    expect(box('A rumour').checked).toBe(false)
    expect(box('A letter').checked).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Submit to an editor' }))
    expect(put.mock.calls[0]?.[1]).toMatchObject({ body: { evidence: [2, 5], submit: true } })
  })

  it('submits nothing over a newer verdict before somebody chose between the two', async () => {
    const put = vi.spyOn(api, 'PUT').mockResolvedValue(answer(200, CLAIM))
    const { rerender } = show(page())
    fireEvent.keyDown(document.body, { key: '1' })
    await userEvent.type(summary(), 'Mine.')
    rerender(page({ ...CLAIM, version: 4, verdicts: [THEIRS] as ClaimDetail['verdicts'] }))
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findAllByText(/^A colleague’s verdict is newer/)).toHaveLength(2)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Submit/ }).disabled).toBe(true)
    expect(put).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }))
    await userEvent.click(summary())
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(put).toHaveBeenCalledOnce()
  })

  it('lets choose between the two also where saving found the newer one', async () => {
    vi.spyOn(api, 'PUT').mockResolvedValue(
      answer(412, { detail: 'stale', current: { verdict: THEIRS } }),
    )
    const { rerender } = show(page())
    fireEvent.keyDown(document.body, { key: '1' })
    await userEvent.type(summary(), 'Mine.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText(/A colleague changed this claim/)
    rerender(page({ ...CLAIM, version: 4, verdicts: [THEIRS] as ClaimDetail['verdicts'] }))
    await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }))
    expect(screen.queryByText(/A colleague changed this claim/)).toBeNull()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Submit/ }).disabled).toBe(false)
  })

  it('says how many ratings there are where a digit has none', async () => {
    show(page())
    fireEvent.keyDown(document.body, { key: '5' })
    expect(await screen.findByText('The scale has 3 ratings.')).toBeDefined()
  })

  it('is sent by itself once the connection is back', async () => {
    const put = vi.spyOn(api, 'PUT').mockRejectedValue(new TypeError('Failed to fetch'))
    show(page())
    fireEvent.keyDown(document.body, { key: '1' })
    await userEvent.type(summary(), 'So it is.')
    await userEvent.click(screen.getByRole('button', { name: 'Submit to an editor' }))
    expect(await screen.findByText('Waits for the connection')).toBeDefined()
    expect(summary().value).toBe('So it is.')
    put.mockResolvedValue(answer(200, CLAIM))
    await act(sendWaiting)
    expect(put).toHaveBeenCalledTimes(2)
    expect(put.mock.calls[1]).toEqual(put.mock.calls[0])
    expect(screen.queryByText('Waits for the connection')).toBeNull()
    expect(localStorage.length).toBe(0)
  })

  it('no longer sends what somebody goes on writing', async () => {
    const put = vi.spyOn(api, 'PUT').mockRejectedValue(new TypeError('Failed to fetch'))
    show(page())
    fireEvent.keyDown(document.body, { key: '1' })
    await userEvent.type(summary(), 'So it is.')
    await userEvent.click(screen.getByRole('button', { name: 'Submit to an editor' }))
    await screen.findByText('Waits for the connection')
    await userEvent.type(summary(), ' Or not.')
    expect(screen.queryByText('Waits for the connection')).toBeNull()
    await act(sendWaiting)
    expect(put).toHaveBeenCalledTimes(1)
  })
})
