import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk } from '../../test-desk'
import { CLAIM, FOLLOW_UP } from '../../test-records'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /followups'] = { body: { items: [], next: null } }
  desk.answers['GET /followups/counts'] = { body: { open: 0, overdue: 0, closed: 0 } }
  desk.answers['GET /reports/unnamed'] = {
    body: {
      total: {
        claims: 0,
        unnamed: 0,
        hearsay: 0,
        share: null,
        still_unnamed: 0,
        days_to_resolve: null,
        days_to_resolve_p90: null,
      },
      days: 30,
      sections: [],
    },
  }
})
afterEach(() => desk.close())

describe('the ledger of unnamed sources', () => {
  it('is empty at first, and says so otherwise where nothing fits', async () => {
    desk.open('/followups')
    expect(await screen.findByText('No unnamed source yet')).toBeDefined()
    await desk.router?.navigate({ to: '/followups', search: { status: 'closed' } })
    expect(await screen.findByText('No entry fits this filter')).toBeDefined()
  })

  it.each([403, 500])('says why it cannot be shown, and tries again: %i', async (status) => {
    desk.answers['GET /followups'] = { status, body: { detail: 'Not for you, or not now.' } }
    const user = desk.open('/followups')
    expect(await screen.findByText('Not for you, or not now.')).toBeDefined()
    desk.answers['GET /followups'] = { body: { items: [], next: null } }
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No unnamed source yet')).toBeDefined()
  })

  it('leads to the follow-up on the claim’s page, which has the focus', async () => {
    desk.answers['GET /claims/4'] = {
      body: {
        ...CLAIM,
        id: 4,
        evidence: [],
        verdicts: [],
        reviews: [],
        second_opinions: [],
        opinion_request: null,
        children: [],
        follow_up: { ...FOLLOW_UP, claim: 4 },
      },
    }
    desk.open('/claims/4#followup')
    await waitFor(() => expect(document.activeElement?.id).toBe('followup'))
  })
})
