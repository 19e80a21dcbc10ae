import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClaimDetail, Verdict } from '../../api/client'
import { policyQuery, queryClient, scalesQuery } from '../../api/queries'
import { Desk } from '../../test-desk'
import { CLAIM } from '../../test-records'

const VERA = { id: 3, login: 'vera', name: 'Vera Lind' }
const VERDICT: Verdict = {
  id: 9,
  number: 1,
  rating: { key: 'false', label: 'False', scale: 'desk', scale_version: 1, rank: 1, of: 2 },
  summary: 'It cost thirty.',
  reasons: '',
  why: '',
  evidence: [2],
  changed_since_verdict: [],
  author: VERA,
  at: '2026-11-24T10:00:00Z',
  published: false,
  withdrawn: null,
  reuses: null,
}
const LINK = {
  id: 2,
  version: 1,
  url: 'https://example.org/a',
  file: null,
  title: 'A ledger',
  publisher: '',
  published_on: null,
  quote: '',
  stance: 'refutes',
  note: '',
  primary: null,
  unnamed: false,
  common_origin_with: null,
  archive: null,
  added_by: VERA,
  added_at: '2026-11-24T10:00:00Z',
  retracted_at: null,
}
const SUBMITTED = {
  ...CLAIM,
  id: 4,
  version: 6,
  state: 'submitted',
  actions: ['withdraw'],
  verdict: VERDICT,
  evidence: [LINK],
  verdicts: [VERDICT],
  reviews: [],
  second_opinions: [],
  opinion_request: null,
  follow_up: null,
  dismiss_kind: null,
  dismiss_reason: null,
  merged_into: null,
  merged: [],
  machine: null,
  added_by: null,
  children: [],
} as unknown as ClaimDetail
const TAKEN: ClaimDetail = {
  ...SUBMITTED,
  version: 7,
  state: 'in_review',
  actions: ['save_verdict', 'submit'],
  verdict: null,
  verdicts: [{ ...VERDICT, withdrawn: { by: VERA, at: '2026-11-24T11:00:00Z' } }],
}
const option = (key: string, label: string) => ({ key, label, meaning: label, rank: 1 })

let desk: Desk
let found: ClaimDetail
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  found = SUBMITTED
  desk.answers['GET /claims/4'] = () => ({ body: found })
  desk.answers['GET /claims/4/comments'] = { body: { items: [], next: null } }
  desk.answers['GET /audit'] = {
    body: {
      items: [
        {
          id: 1,
          actor: 'Vera Lind',
          action: 'withdraw',
          entity: 'claim',
          at: '2026-11-24T11:00:00Z',
          reason: '',
          before: null,
          after: null,
        },
      ],
      next: null,
    },
  }
  desk.answers['POST /claims/4/withdrawal'] = () => {
    found = TAKEN
    return { body: found }
  }
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
  queryClient.setQueryData(policyQuery(1).queryKey, {
    desk: 1,
    rules: { evidence: { min_independent: 1, allow_unnamed: true } },
  } as never)
})
afterEach(() => desk.close())

const posts = () => desk.writes().filter(({ what }) => what === 'POST /claims/4/withdrawal')
const summary = () => screen.findByLabelText<HTMLTextAreaElement>('Summary for readers')

describe('taking a submitted verdict back', () => {
  it('is one click for its author; the form has the text again, and history says who', async () => {
    const user = desk.open('/claims/4')
    await user.click(await screen.findByRole('button', { name: 'Take back' }))
    expect((await summary()).value).toBe('It cost thirty.')
    expect(posts()).toHaveLength(1)
    expect(await screen.findByText(/^Taken back\. The claim is with you/)).toBeDefined()
    const series = screen.getByRole('region', { name: 'The verdict' })
    expect(within(series).getByText(/Taken back by Vera Lind/)).toBeDefined()
    const history = screen.getByRole('region', { name: 'History' })
    expect((await within(history).findByRole('listitem')).textContent).toContain(
      'Vera Lind took the submitted verdict back on the claim',
    )
  })

  it('is offered to its author alone', async () => {
    found = {
      ...SUBMITTED,
      verdict: { ...VERDICT, author: { id: 8, login: 'ana', name: 'Ana' } },
    }
    desk.open('/claims/4')
    await screen.findByText('It is submitted: an editor decides.')
    expect(screen.queryByRole('button', { name: 'Take back' })).toBeNull()
  })

  it('is offered once it was submitted, and done by z', async () => {
    found = { ...TAKEN, version: 5 }
    desk.answers['PUT /claims/4/verdict'] = () => {
      found = SUBMITTED
      return { body: found }
    }
    const user = desk.open('/claims/4')
    await user.click(await screen.findByRole('button', { name: 'Submit to an editor' }))
    expect(await screen.findByText('Submitted to an editor.')).toBeDefined()
    expect(screen.getByRole('button', { name: /^Undo/ })).toBeDefined()
    await screen.findByRole('button', { name: 'Take back' })
    await user.keyboard('z')
    expect((await summary()).value).toBe('It cost thirty.')
    expect(posts()).toHaveLength(1)
  })

  it.each([
    ['approved', 'An editor was quicker: the verdict is approved. Ask them to return it.'],
    [
      'published',
      'An editor was quicker: the verdict is published. Ask them to reopen it for a correction.',
    ],
    ['returned', 'It was returned meanwhile: you can write the verdict anew.'],
  ])('says where an editor was quicker: %s', async (state, says) => {
    desk.answers['POST /claims/4/withdrawal'] = {
      status: 409,
      body: { detail: 'The claim is so.', state },
    }
    const user = desk.open('/claims/4')
    await user.click(await screen.findByRole('button', { name: 'Take back' }))
    expect(await screen.findByText(says)).toBeDefined()
  })

  it('goes by the verdict, where a colleague only touched the claim meanwhile', async () => {
    const user = desk.open('/claims/4')
    const button = await screen.findByRole('button', { name: 'Take back' })
    const taken = desk.answers['POST /claims/4/withdrawal']
    desk.answers['POST /claims/4/withdrawal'] = () => {
      found = { ...SUBMITTED, version: 7 }
      if (taken !== undefined) desk.answers['POST /claims/4/withdrawal'] = taken
      return { status: 412, body: { detail: 'Somebody changed this.' } }
    }
    await user.click(button)
    expect((await summary()).value).toBe('It cost thirty.')
    expect(posts()).toHaveLength(2)
  })

  it('leaves a newer verdict alone', async () => {
    const user = desk.open('/claims/4')
    const button = await screen.findByRole('button', { name: 'Take back' })
    desk.answers['POST /claims/4/withdrawal'] = () => {
      found = { ...SUBMITTED, version: 8, verdict: { ...VERDICT, id: 10, number: 2 } }
      return { status: 412, body: { detail: 'Somebody changed this.' } }
    }
    await user.click(button)
    expect(await screen.findByText('Somebody changed this.')).toBeDefined()
    await waitFor(() => expect(posts()).toHaveLength(1))
  })
})
