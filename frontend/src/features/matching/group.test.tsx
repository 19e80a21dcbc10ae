import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClaimDetail } from '../../api/client'
import { Desk } from '../../test-desk'
import { CLAIM } from '../../test-records'
// Loaded beforehand: a busy machine takes its time over it.
import '../claims/ClaimPage'
import type { GroupClaim } from './group'
import type { Match } from './queries'

const RATING = { key: 'true', label: 'True', scale: 'desk', scale_version: 1, rank: 2, of: 2 }
const DETAIL = {
  ...CLAIM,
  id: 4,
  text: 'It cost 40 million.',
  source: null,
  evidence: [],
  verdicts: [],
  reviews: [],
  second_opinions: [],
  opinion_request: null,
  follow_up: null,
  children: [],
} as unknown as ClaimDetail
const member = (id: number, title: string, more: Partial<GroupClaim> = {}): GroupClaim => ({
  claim: id,
  version: id * 10,
  text: 'It cost 40 million.',
  title,
  state: 'new',
  likeness: 'same',
  detail: '',
  ...more,
})
const NEARLY = 'It does not say quite the same.'
const OPEN = [
  member(4, 'Here'),
  member(5, 'There'),
  member(6, 'Elsewhere'),
  member(7, 'Nearly', { likeness: 'near', detail: NEARLY }),
]
const said = (id: number, title: string) => ({
  id,
  desk: 1,
  article: { id, title },
  state: id === 1 ? 'published' : 'new',
  rating: id === 1 ? RATING : null,
})
const BUTTON = /^Use this verdict for the/

let desk: Desk
let open: GroupClaim[]
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  open = OPEN
  desk.answers['GET /claims/4'] = { body: DETAIL }
  desk.answers['GET /claims/4/group'] = {
    body: { claims: [said(1, 'First'), said(5, 'There'), said(6, 'Elsewhere')], more: false },
  }
  const verdict = { claim: 1, version: 8, title: 'First', rating: RATING, summary: 'It did.' }
  desk.answers['GET /claims/4/group/reuse'] = () => ({ body: { verdict, claims: open } })
})
afterEach(() => desk.close())

describe('one verdict for a statement', () => {
  it('is submitted on all that are ticked, and taken back by one key', async () => {
    desk.answers['POST /claims/1/group/reuse'] = () => {
      open = []
      return {
        body: [4, 5, 6].map((claim) => ({ claim, version: claim * 10 + 3, verdict: claim + 90 })),
      }
    }
    for (const id of [4, 5, 6]) desk.answers[`POST /claims/${String(id)}/withdrawal`] = { body: {} }
    const user = desk.open('/claims/4')
    expect((await screen.findByRole('button', { name: BUTTON })).textContent).toContain('3 open')
    await user.keyboard('{Shift>}y{/Shift}')
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('It did.')).toBeDefined()
    expect(dialog.getByText('There')).toBeDefined()
    const boxes = dialog.getAllByRole<HTMLInputElement>('checkbox')
    expect(boxes.map((box) => box.checked)).toEqual([true, true, true, true])
    // What is only near is named, with the reason, and cannot be ticked.
    expect(dialog.getByText(NEARLY).closest('label')).toBeNull()
    expect(dialog.getByRole('status').textContent).toContain('3 claims get this verdict')
    await user.click(dialog.getByRole('button', { name: 'Submit it on 3 claims' }))
    await screen.findByText('The verdict is submitted to an editor on 3 claims.')
    expect(desk.writes()).toEqual([
      {
        what: 'POST /claims/1/group/reuse',
        body: { items: [4, 5, 6].map((claim) => ({ claim, version: claim * 10 })) },
      },
    ])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.queryByRole('button', { name: BUTTON })).toBeNull()
    await user.keyboard('z')
    await screen.findByText('3 verdicts are taken back. The claims are with you.')
    expect(
      desk
        .writes()
        .slice(1)
        .map(({ what }) => what),
    ).toEqual([4, 5, 6].map((id) => `POST /claims/${String(id)}/withdrawal`))
  })

  it('leaves out what is not ticked, and what the desk refuses, with the reason', async () => {
    const why = 'A colleague changed it since you read it. Look again.'
    desk.answers['POST /claims/1/group/reuse'] = {
      status: 409,
      body: { detail: '1 of the 2 cannot have this verdict.', claims: [{ claim: 6, detail: why }] },
    }
    const user = desk.open('/claims/4')
    await user.click(await screen.findByRole('button', { name: BUTTON }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('checkbox', { name: /Here/ }))
    await user.click(dialog.getByRole('button', { name: 'Submit it on 2 claims' }))
    await dialog.findByText('1 of the 2 cannot have this verdict.')
    expect(dialog.getByText(why).closest('label')?.textContent).toContain('Elsewhere')
    expect(dialog.getByRole<HTMLInputElement>('checkbox', { name: /Elsewhere/ }).checked).toBe(
      false,
    )
    desk.answers['POST /claims/1/group/reuse'] = {
      body: [{ claim: 5, version: 53, verdict: 95 }],
    }
    await user.click(await dialog.findByRole('button', { name: 'Submit it on 1 claim' }))
    await screen.findByText('The verdict is submitted to an editor on 1 claim.')
    expect(desk.writes().at(-1)?.body).toEqual({ items: [{ claim: 5, version: 50 }] })
  })

  it('says which of them an editor had decided on when they were to be taken back', async () => {
    desk.answers['POST /claims/1/group/reuse'] = {
      body: [5, 6].map((claim) => ({ claim, version: 53, verdict: claim + 90 })),
    }
    desk.answers['POST /claims/5/withdrawal'] = {
      status: 409,
      body: { detail: 'No.', state: 'approved' },
    }
    desk.answers['POST /claims/6/withdrawal'] = { body: {} }
    const user = desk.open('/claims/4')
    await user.click(await screen.findByRole('button', { name: BUTTON }))
    await user.click(await screen.findByRole('button', { name: 'Submit it on 3 claims' }))
    await user.click(await screen.findByRole('button', { name: /^Undo/ }))
    await screen.findByText('1 verdict is taken back. The claim is with you.')
    expect(screen.getByText('1 verdict stays')).toBeDefined()
    expect(screen.getByText(/An editor was quicker/)).toBeDefined()
  })

  it('is not offered where this claim alone is open, and the key says so', async () => {
    open = [member(4, 'Here')]
    const user = desk.open('/claims/4')
    await screen.findByRole('list', { name: 'Also said in' })
    await waitFor(async () => {
      await user.keyboard('{Shift>}y{/Shift}')
      expect(screen.getByText(/^No open claim elsewhere/)).toBeDefined()
    })
    expect(screen.queryByRole('button', { name: /^Use this verdict for/ })).toBeNull()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('the verdict on a claim that says nearly the same', () => {
  const span = (start: number, end: number, text: string) => ({ start, end, text })
  const NEAR: Match = {
    likeness: 'near',
    score: 0.8,
    alike: 0.9,
    meaning: null,
    text: 'It cost 40 million in May.',
    title: '',
    claim: { ...said(1, 'First'), state: 'published', rating: RATING },
    fact_check: null,
    asked_agrees: [span(0, 18, 'It cost 40 million')],
    found_agrees: [span(0, 18, 'It cost 40 million')],
    differences: [{ fact: 'date', asked: null, found: span(22, 25, 'May'), contradicts: false }],
  }

  it('is used with a reason only, with what differs in sight, and by no single key', async () => {
    const text = DETAIL.text
    desk.answers['GET /claims/4/matches'] = {
      body: { text, has_words: true, likeness: 'near', items: [NEAR] },
    }
    desk.answers['GET /claims/4'] = { body: { ...DETAIL, checked_before: 'near' } }
    desk.answers['POST /claims/4/verdict/reuse'] = {
      status: 409,
      body: { detail: 'Wait until it is published.' },
    }
    const user = desk.open('/claims/4')
    const button = await screen.findByRole('button', { name: 'Use this verdict, with a reason…' })
    await user.keyboard('y')
    await screen.findByText('No claim that says the same has a published verdict.')
    expect(desk.writes()).toEqual([])
    await user.click(button)
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByRole('list', { name: 'What differs' }).textContent).toContain('“May”')
    expect(dialog.getByText('in May').className).toContain('differs')
    const submit = dialog.getByRole<HTMLButtonElement>('button', { name: 'Submit this verdict' })
    expect(submit.disabled).toBe(true)
    await user.type(dialog.getByLabelText(/^Why does the verdict hold/), 'It was May.')
    await user.click(submit)
    await dialog.findByText('Wait until it is published.')
    // Refused, it keeps what was typed, also where the dialog is opened anew.
    await user.click(dialog.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    desk.answers['POST /claims/4/verdict/reuse'] = {
      body: { ...DETAIL, state: 'submitted', verdict: null },
    }
    await user.click(button)
    await user.click(await screen.findByRole('button', { name: 'Submit this verdict' }))
    await screen.findByText('The earlier verdict is submitted to an editor.')
    expect(desk.writes().at(-1)).toEqual({
      what: 'POST /claims/4/verdict/reuse',
      body: { claim: 1, reason: 'It was May.' },
    })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})
