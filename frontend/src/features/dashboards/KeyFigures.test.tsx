import { screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Desk } from '../../test-desk'

const share = (count: number, of: number, share: number | null = null) => ({ count, of, share })
const GROUP = {
  key: '',
  label: '',
  found: 9,
  unnamed: share(0, 9),
  states: [],
  returned: share(3, 14, 0.2143),
  published: 0,
  corrected: 0,
  withdrawn: 0,
  overturned: share(0, 0),
  ratings: [],
  assignments: { due: 6, late: 2, overdue: 1 },
  followups: { due: 5, late: 4, overdue: 0 },
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /reports/period'] = { body: { groups: [GROUP], reviewers: [] } }
  desk.answers['GET /reports/series'] = { body: { every: 'day', sections: [], steps: [] } }
})
afterEach(() => desk.close())

it('show what was sent back and what was late, each a link to the claims it counts', async () => {
  const user = desk.open('/dashboard')
  const back = await screen.findByRole('link', { name: /^3 claims: sent back, 21\s?% of all/ })
  const links = [
    [back, 'returned'],
    [screen.getByRole('link', { name: '6 claims: verdicts that were due' }), 'due'],
    [screen.getByRole('link', { name: '2 claims: of them not in by then' }), 'late'],
    [screen.getByRole('link', { name: '5 claims: follow-ups that were due' }), 'followup_due'],
    [screen.getByRole('link', { name: '4 claims: of them not closed by then' }), 'followup_late'],
  ] as const
  for (const [link, did] of links) {
    const { searchParams } = new URL((link as HTMLAnchorElement).href)
    expect(searchParams.get('did')).toBe(did)
    expect(searchParams.get('from')).not.toBeNull()
  }
  await user.click(links[2][0])
  expect(await screen.findByText(/^Verdict was not in by then/)).toBeDefined()
  const asked = desk.calls.findLast(({ what }) => what === 'GET /claims')
  expect(asked?.query.get('did')).toBe('late')
})
