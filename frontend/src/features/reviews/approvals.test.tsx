import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Claim, ClaimDetail, Verdict } from '../../api/client'
import { queryClient } from '../../api/queries'
import { Desk, claim, me } from '../../test-desk'
import { CLAIM } from '../../test-records'

const ANA = { id: 1, login: 'ana', name: 'Ana' }
const VERDICT: Verdict = {
  id: 9,
  number: 1,
  rating: { key: 'false', label: 'False', scale: 'desk', scale_version: 1, rank: 1, of: 2 },
  summary: 'It cost 30 million.',
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
const waiting = (id: number, text: string): Claim => ({
  ...claim(id, text),
  state: 'submitted',
  source: null,
  actions: ['approve', 'return'],
  verdict: VERDICT,
})
const detail = (of: Claim) =>
  ({
    ...of,
    evidence: [],
    verdicts: [VERDICT],
    reviews: [],
    second_opinions: [],
    opinion_request: null,
    follow_up: null,
    children: [],
  }) as unknown as ClaimDetail

let desk: Desk
let obstacles: { claim: number; detail: string }[]
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.claims = [
    waiting(1, 'It cost 40 million.'),
    waiting(2, 'It opened in May.'),
    waiting(3, 'It is safe.'),
  ]
  obstacles = [
    { claim: 1, detail: '' },
    { claim: 2, detail: 'You wrote this verdict, so another editor has to approve it.' },
    { claim: 3, detail: '' },
  ]
  desk.answers['GET /session'] = { body: me('editor') }
  desk.answers['GET /approvals/obstacles'] = () => ({ body: obstacles })
  for (const one of desk.claims) {
    desk.answers[`GET /claims/${one.id}`] = { body: detail(one) }
    desk.answers[`POST /claims/${one.id}/approval`] = () => {
      desk.claims = desk.claims.filter(({ id }) => id !== one.id)
      return { body: detail(one) }
    }
  }
})
afterEach(() => desk.close())

// The page's code is loaded when it is first opened, which may take long on a busy machine.
const shown = (words: string) =>
  screen.findByRole('heading', { level: 2, name: words }, { timeout: 10_000 })

let user: ReturnType<Desk['open']>
/** The dialog in which several are approved, of the whole list. */
async function batch() {
  user = desk.open('/approvals')
  await user.click(
    await screen.findByRole('button', { name: 'Approve several…' }, { timeout: 10_000 }),
  )
  return screen.findByRole('dialog', { name: 'Approve several' })
}

describe('the approvals', () => {
  it('are back at the item once Escape has left the comment, and say that it is not undone', async () => {
    const user = desk.open('/approvals')
    await shown('It cost 40 million.')
    await screen.findByRole('button', { name: /Approve only/ })
    await user.keyboard('r')
    expect(document.activeElement?.tagName).toBe('TEXTAREA')
    await user.keyboard('{Escape}')
    expect(document.activeElement?.id).toBe('approval-claim')
    await user.keyboard('o')
    expect(await screen.findByText(/That cannot be undone/)).toBeTruthy()
  })

  it('are gone through by keys, and the next one follows a decision', async () => {
    const user = desk.open('/approvals')
    await shown('It cost 40 million.')
    await user.keyboard('j')
    expect(await screen.findByText(/You wrote this verdict/)).toBeDefined()
    expect(screen.queryByRole('button', { name: /Approve and publish/ })).toBeNull()
    await user.keyboard('k')
    await screen.findByRole('button', { name: /Approve and publish/ })
    await user.keyboard('p')
    expect(await screen.findByText(/once more publishes it/)).toBeDefined()
    expect(desk.writes()).toEqual([])
    await user.keyboard('p')
    await shown('It opened in May.')
    expect(desk.writes()).toEqual([
      {
        what: 'POST /claims/1/approval',
        body: { decision: 'approve', comment: '', publish: true },
      },
    ])
  })

  it('say until when it is held where its article is embargoed, and publish nothing', async () => {
    const held = { status: 'usable', until: '2099-11-03T06:00:00Z', detail: 'Embargoed.' } as const
    const article = { id: 1, title: 'The bridge', held }
    desk.claims = desk.claims.map((one) => ({ ...one, article }))
    const [first] = desk.claims
    if (first === undefined) throw new Error('one is needed')
    desk.answers['GET /claims/1'] = { body: detail(first) }
    const user = desk.open('/approvals')
    await shown('It cost 40 million.')
    expect(await screen.findByText(/^Held until .*2099.*embargoed/)).toBeDefined()
    expect(screen.queryByRole('button', { name: /Approve and publish/ })).toBeNull()
    await user.keyboard('pp')
    expect(desk.writes()).toEqual([])
    await user.click(screen.getByRole('button', { name: /Approve only/ }))
    expect(await screen.findByText(/^Approved: .*Held until .*2099/)).toBeDefined()
    expect(desk.writes()[0]?.body).toMatchObject({ decision: 'approve', publish: false })
  })

  it('say of several until when they are held', async () => {
    const held = { status: 'usable', until: '2099-11-03T06:00:00Z', detail: 'Embargoed.' } as const
    desk.claims = desk.claims.map((one) => ({ ...one, article: { ...one.article, held } }))
    desk.answers['POST /approvals'] = { body: [{ claim: 1, published: false, held }] }
    const dialog = await batch()
    await user.click(await within(dialog).findByRole('checkbox', { name: /It cost 40 million/ }))
    await user.click(within(dialog).getByRole('switch', { name: /^Publish them, too/ }))
    expect(within(dialog).getByText('1 verdict will be approved, none published.')).toBeDefined()
    await user.click(within(dialog).getByRole('button', { name: 'Approve and publish 1' }))
    expect(await within(dialog).findByText(/waits to be published Held until .*2099/)).toBeDefined()
  })

  it('keep the comment of a return, and send it', async () => {
    const user = desk.open('/approvals?claim=3')
    await screen.findByRole('button', { name: /Approve and publish/ })
    await user.keyboard('r')
    await user.keyboard('Where is the ledger?')
    await user.click(screen.getByRole('link', { name: /It cost 40 million/, current: false }))
    await shown('It cost 40 million.')
    await user.click(screen.getByRole('link', { name: /It is safe/, current: false }))
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Comment')).value).toBe(
      'Where is the ledger?',
    )
    await user.click(screen.getByLabelText('Comment'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(desk.writes()).toHaveLength(1))
    expect(desk.writes()[0]?.body).toMatchObject({
      decision: 'return',
      comment: 'Where is the ledger?',
    })
  })

  it('give the focus to the next verdict, and after the last to the page', async () => {
    desk.claims = desk.claims.slice(0, 2)
    obstacles = obstacles.map(({ claim }) => ({ claim, detail: '' }))
    const user = desk.open('/approvals')
    await shown('It cost 40 million.')
    await user.keyboard('rNo.{Control>}{Enter}{/Control}')
    const next = await shown('It opened in May.')
    await waitFor(() => expect(document.activeElement).toBe(next))
    await user.click(await screen.findByRole('button', { name: /Approve only/ }))
    await screen.findByText('Nothing waits for approval')
    const title = screen.getByRole('heading', { level: 1 })
    await waitFor(() => expect(document.activeElement).toBe(title))
  })

  it('stay on the one that is being read, whatever comes in before it', async () => {
    const user = desk.open('/approvals')
    await shown('It cost 40 million.')
    await screen.findByRole('button', { name: /Approve and publish/ })
    await user.click(screen.getByLabelText('Comment'))
    await user.keyboard('Is the led')
    const first = waiting(8, 'It came last and stands first.')
    desk.claims = [first, ...desk.claims]
    desk.answers['GET /claims/8'] = { body: detail(first) }
    await act(() => queryClient.invalidateQueries({ queryKey: ['claims'] }))
    expect(await screen.findByRole('link', { name: /It came last/ })).toBeDefined()
    await user.keyboard('ger there?')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Comment').value).toBe('Is the ledger there?')
    await user.keyboard('{Escape}pp')
    await waitFor(() => expect(desk.writes()).toHaveLength(1))
    expect(desk.writes()[0]?.what).toBe('POST /claims/1/approval')
  })

  it('say of one that waits no longer where it stands, and never show another for it', async () => {
    const decided = { ...waiting(9, 'It was decided.'), state: 'published', actions: [] } as Claim
    desk.answers['GET /claims/9'] = { body: detail(decided) }
    const user = desk.open('/approvals?claim=9')
    await shown('It was decided.')
    expect((await screen.findAllByText('Published')).length).toBeGreaterThan(0)
    await user.keyboard('p')
    expect(desk.writes()).toEqual([])
    await user.keyboard('j')
    await shown('It cost 40 million.')
  })

  it('approve several at once: what was ticked, the rest says why not', async () => {
    desk.answers['POST /approvals'] = { body: [{ claim: 1, published: true, held: null }] }
    const dialog = await batch()
    expect(await within(dialog).findByText('2 can be approved by you')).toBeDefined()
    expect(within(dialog).getByText(/You wrote this verdict/)).toBeDefined()
    await user.click(within(dialog).getByRole('checkbox', { name: /It cost 40 million/ }))
    expect(within(dialog).getByText('1 verdict will be approved, none published.')).toBeDefined()
    await user.click(within(dialog).getByRole('switch', { name: /^Publish them, too/ }))
    expect(within(dialog).getByText('1 verdict will be approved, 1 published.')).toBeDefined()
    await user.click(within(dialog).getByRole('button', { name: 'Approve and publish 1' }))
    expect(await within(dialog).findByText('1 verdict is approved.')).toBeDefined()
    expect(within(dialog).getByText('Published')).toBeDefined()
    expect(desk.writes()[0]?.body).toEqual({
      items: [{ claim: 1, version: 1 }],
      publish: true,
      comment: '',
    })
  })

  it('tick and publish nothing by themselves, and say of each what an editor has to know', async () => {
    const [first, , third] = desk.claims
    if (first === undefined || third === undefined) throw new Error('two are needed')
    desk.claims = [
      { ...first, source: CLAIM.source, followup: 'closed' },
      { ...third, sensitive: true },
    ]
    const dialog = await batch()
    await within(dialog).findByText('2 can be approved by you')
    for (const box of within(dialog).getAllByRole<HTMLInputElement>('checkbox'))
      expect(box.checked).toBe(false)
    expect(
      within(dialog).getByRole<HTMLInputElement>('switch', { name: /^Publish them, too/ }).checked,
    ).toBe(false)
    expect(within(dialog).getByText('Nothing is ticked yet.')).toBeDefined()
    expect(
      within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Approve 0' }).disabled,
    ).toBe(true)
    const one = within(dialog).getByRole('checkbox', { name: /It cost 40 million/ })
    const said = one.closest('.mantine-Checkbox-root')?.textContent ?? ''
    for (const word of ['False', 'It cost 30 million.', 'sources', 'unnamed', 'by Ana'])
      expect(said).toContain(word)
    expect(said).toContain('follow-up closed')
    expect(within(dialog).getByText('Needs another editor to publish it.')).toBeDefined()
    await user.click(within(dialog).getByRole('checkbox', { name: 'All of them' }))
    await user.click(within(dialog).getByRole('switch', { name: /^Publish them, too/ }))
    expect(within(dialog).getByText('2 verdicts will be approved, 1 published.')).toBeDefined()
    expect(desk.writes()).toEqual([])
  })

  it('say of each why nothing was approved', async () => {
    desk.answers['POST /approvals'] = {
      status: 409,
      body: {
        detail: 'Nothing was changed.',
        claims: [{ claim: 3, detail: 'Evidence is lacking.' }],
      },
    }
    const dialog = await batch()
    await user.click(await within(dialog).findByRole('checkbox', { name: 'All of them' }))
    await user.click(within(dialog).getByRole('button', { name: 'Approve 2' }))
    expect(await screen.findByText('Evidence is lacking.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Approve 1' })).toBeDefined()
  })

  it('are for reading only to a checker', async () => {
    desk.answers['GET /session'] = { body: me('checker') }
    const only = { ...waiting(1, 'It cost 40 million.'), actions: [] }
    desk.claims = [only, waiting(2, 'It opened in May.')]
    desk.answers['GET /claims/1'] = { body: detail(only) }
    desk.open('/approvals')
    await shown('It cost 40 million.')
    expect(screen.getByText(/Editors decide on these/)).toBeDefined()
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
  })

  it('say that nothing waits, or that it did not work', async () => {
    desk.claims = []
    desk.open('/approvals')
    expect(await screen.findByText('Nothing waits for approval')).toBeDefined()
    desk.close()
  })

  it('offer to try again', async () => {
    desk.answers['GET /claims'] = { status: 403, body: { detail: 'Not for you.' } }
    desk.open('/approvals')
    expect(await screen.findByText('Not for you.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined()
  })
})
