import { act, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Claim } from '../../api/client'
import { queryClient, scalesQuery } from '../../api/queries'
import { claim, Desk, me } from '../../test-desk'
// Loaded beforehand: a busy machine takes its time over it.
import './DecisionPane'

const option = (key: string) => ({ key, label: key, meaning: key, rank: 1, retired: false })
const SCALE = {
  id: 1,
  key: 'desk',
  version: 1,
  name: 'Desk',
  default: true,
  offered: true,
  used_by: 1,
  options: [option('true'), option('half'), option('false')],
}

let desk: Desk
/** Answers that are held back until the test lets them go. */
let held: (() => void)[]
const slowly = (body: unknown, status = 200) =>
  new Promise<{ status: number; body: unknown }>((resolve) => {
    held.push(() => resolve({ status, body }))
  })

beforeEach(() => {
  held = []
  vi.stubGlobal('matchMedia', (media: string) => ({
    matches: media.includes('min-width'),
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  desk = new Desk()
  desk.claims = ['One.', 'Two.', 'Three.', 'Four.'].map((text, at) => ({
    ...claim(at + 1, text),
    state: 'assigned',
    actions: ['save_verdict', 'submit', 'dismiss', 'assign'],
  }))
  for (const row of desk.claims) {
    const whole = {
      ...row,
      evidence: [],
      verdicts: [],
      reviews: [],
      second_opinions: [],
      opinion_request: null,
      follow_up: null,
      children: [],
    }
    desk.answers[`GET /claims/${row.id}`] = () => slowly(whole)
    desk.answers[`PUT /claims/${row.id}/verdict`] = () => slowly({ ...whole, version: 2 })
    desk.answers[`POST /claims/${row.id}/assignment`] = () => slowly({ ...whole, version: 2 })
    desk.answers[`DELETE /claims/${row.id}/assignment`] = { body: { ...whole, version: 3 } }
  }
  desk.answers['GET /desks/1/policy'] = { body: { desk: 1, version: 0, rules: { evidence: {} } } }
  queryClient.setQueryData(scalesQuery.queryKey, [SCALE] as never)
})
afterEach(() => desk.close())

const current = () => document.querySelector('li[data-current]')?.querySelector('a')?.textContent
const row = (id: number): Claim | undefined =>
  queryClient
    .getQueriesData<{ pages: { items: Claim[] }[] }>({ queryKey: ['claims', {}] })
    .flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? [])
    .find((each) => each.id === id)
const release = () =>
  act(async () => {
    for (const go of held.splice(0)) go()
    await Promise.resolve()
  })
const puts = () => desk.writes().filter(({ what }) => what.startsWith('PUT'))

describe('the queue on a slow line', () => {
  it('rates three claims in a row by 1 2 3, before anything of them is read', async () => {
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkk123')
    expect(current()).toBe('Four.')
    // The claims are read, the verdicts sent, and only then the desk answers.
    await waitFor(async () => {
      await release()
      expect(puts()).toHaveLength(3)
    })
    const given = puts().map(({ what, body }) => [what, (body as { rating: string }).rating])
    expect(given.sort()).toEqual([
      ['PUT /claims/1/verdict', 'true'],
      ['PUT /claims/2/verdict', 'half'],
      ['PUT /claims/3/verdict', 'false'],
    ])
    expect(current()).toBe('Four.')
    await release()
  })

  it('says of which claim the rating was refused, takes it back and keeps it', async () => {
    desk.answers['PUT /claims/2/verdict'] = { status: 409, body: { detail: 'It is published.' } }
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkk12')
    await waitFor(async () => {
      await release()
      expect(document.body.textContent).toContain('Not saved, but kept: your verdict on “Two.”')
    })
    expect(document.body.textContent).toContain('It is published.')
    expect(row(2)).toMatchObject({ state: 'assigned', verdict: null })
    expect(localStorage.getItem('claimdesk:draft:3:verdict:2')).toContain('"rating":"half"')
    expect(current()).toBe('Three.')
    await release()
  })

  it('undoes the latest deed by z, though its write has not ended', async () => {
    desk.answers['GET /session'] = { body: me('checker') }
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkkajaz')
    await waitFor(() => expect(desk.writes()).toHaveLength(2))
    expect(row(2)?.assignment?.assignee.name).toBe('Vera Lind')
    await release()
    await waitFor(() => expect(desk.writes()).toHaveLength(3))
    expect(desk.writes().map(({ what }) => what)).toEqual([
      'POST /claims/1/assignment',
      'POST /claims/2/assignment',
      'DELETE /claims/2/assignment',
    ])
    await release()
  })
})
