import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClaimDetail } from '../../api/client'
import { queryClient } from '../../api/queries'
import { offered } from '../../app/offers'
import { Desk } from '../../test-desk'
import { CLAIM } from '../../test-records'
// Loaded beforehand: a busy machine takes its time over it.
import './ClaimPage'

const DETAIL = {
  ...CLAIM,
  id: 4,
  state: 'accepted',
  source: null,
  evidence: [],
  verdicts: [],
  reviews: [],
  second_opinions: [],
  opinion_request: null,
  follow_up: null,
  children: [],
} as unknown as ClaimDetail

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /claims/4'] = { body: DETAIL }
})
afterEach(() => desk.close())

describe('the page of a claim', () => {
  it('that is not there says so and leads back to the queue', async () => {
    const user = desk.open('/claims/77')
    await screen.findByRole('heading', { name: 'This claim cannot be shown' })
    await user.click(screen.getByRole('link', { name: 'Back to the queue' }))
    expect(await screen.findByText('It cost 40 million.')).toBeDefined()
  })

  it('keeps the focus where evidence was added by Enter', async () => {
    desk.answers['POST /claims/4/evidence'] = { status: 201, body: { id: 2 } }
    const user = desk.open('/claims/4')
    await screen.findByRole('button', { name: /^Add evidence/ })
    await user.keyboard('e')
    await user.type(await screen.findByLabelText(/^Link/), 'https://example.org/a{Enter}')
    await waitFor(() => expect(screen.queryByLabelText(/^Link/)).toBeNull())
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Add evidence/ }))
  })

  it('closes the dialog for assigning by one Escape', async () => {
    const user = desk.open('/claims/4')
    await screen.findByRole('button', { name: /^Assign to…/ })
    await user.keyboard('{Shift>}a{/Shift}')
    const field = await screen.findByRole('combobox', { name: 'To' })
    await waitFor(() => expect(document.activeElement).toBe(field))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('says which claim was published', async () => {
    desk.answers['GET /claims/4'] = {
      body: { ...DETAIL, text: 'It is safe.', state: 'approved', actions: ['publish'] },
    }
    desk.answers['POST /claims/4/publication'] = { body: {} }
    const user = desk.open('/claims/4')
    await screen.findByRole('button', { name: 'Publish the verdict' })
    expect(offered().map(({ id }) => id)).toContain('publish')
    await user.click(screen.getByRole('button', { name: 'Publish the verdict' }))
    expect(await screen.findByText('Published: “It is safe.”')).toBeDefined()
  })

  it('says until when a colleague works on it, and takes it over with a reason', async () => {
    const anna = { id: 9, login: 'anna', name: 'Anna Gray' }
    const assignment = {
      assignee: anna,
      assigned_by: 'Anna Gray',
      assigned_at: '2026-11-24T10:00:00Z',
      due: null,
      lease_until: '2099-01-01T10:00:00Z',
    }
    const held = { ...DETAIL, state: 'in_review', actions: ['take_over'], assignment }
    desk.answers['GET /claims/4'] = { body: held }
    desk.answers['POST /claims/4/takeover'] = { body: held }
    const user = desk.open('/claims/4')
    expect(await screen.findByText(/, who works on it until .*2099/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Take over…' }))
    await user.type(await screen.findByLabelText('Why? Anna Gray reads it.'), 'Anna is ill.')
    await user.click(screen.getByRole('button', { name: 'Take it over' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(desk.writes()).toEqual([
      { what: 'POST /claims/4/takeover', body: { reason: 'Anna is ill.' } },
    ])
  })

  it('holds on to one’s own claim while somebody is at it, once half of the lease is over', async () => {
    const until = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
    const assignment = {
      assignee: { id: 3, login: 'vera', name: 'Vera Lind' },
      assigned_by: 'Vera Lind',
      assigned_at: until(-60),
      due: null,
      lease_until: until(70),
    }
    const held = { ...DETAIL, state: 'in_review', actions: [], assignment }
    desk.answers['GET /claims/4'] = { body: held }
    const rules = { evidence: {}, assignment: { lease_minutes: 120 } }
    desk.answers['GET /desks/1/policy'] = { body: { desk: 1, version: 0, rules } }
    desk.answers['POST /claims/4/lease'] = { body: { until: until(120) } }
    const user = desk.open('/claims/4')
    await screen.findByRole('heading', { name: 'Evidence' })
    await user.keyboard('{Shift}')
    expect(desk.writes()).toEqual([])
    act(() => {
      queryClient.setQueryData(['claim', 4], {
        ...held,
        assignment: { ...assignment, lease_until: until(50) },
      })
    })
    await waitFor(async () => {
      await user.keyboard('{Shift}')
      expect(desk.writes()).toHaveLength(1)
    })
    expect(desk.writes()[0]?.what).toBe('POST /claims/4/lease')
    // It holds again for a while.
    await user.keyboard('{Shift}{Shift}')
    expect(desk.writes()).toHaveLength(1)
  })
})
