import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient, sessionQuery } from '../../api/queries'
import { Desk, me } from '../../test-desk'
import { POLICY } from '../../test-records'

let desk: Desk

const PERSON = {
  id: 5,
  login: 'otto',
  name: 'Otto Kern',
  role: 'checker',
  active: true,
  roles: [{ desk: 1, role: 'checker' }],
  manageable: true,
  version: 1,
}
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  desk.answers['GET /people'] = { body: [PERSON] }
  desk.answers['GET /scales'] = { body: [] }
  desk.answers['GET /followups/presets'] = { body: [] }
  desk.answers['GET /audit'] = { body: { items: [], next: null } }
  desk.answers['GET /desks/1/policy'] = { body: POLICY }
})
afterEach(() => desk.close())

describe('the administration', () => {
  it('says what failed on each page and tries again', async () => {
    desk.answers['GET /health/details'] = { status: 503, body: { detail: 'The database is away.' } }
    const user = desk.open('/admin/health')
    expect((await screen.findByRole('alert')).textContent).toContain('The database is away.')
    desk.answers['GET /health/details'] = {
      body: {
        state: 'watch',
        version: '1',
        parts: [
          {
            key: 'new_part',
            state: 'watch',
            detail: 'Look at it.',
            facts: [{ key: 'size_bytes', value: 2_500_000_000 }],
          },
        ],
      },
    }
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    const part = await screen.findByRole('region', { name: /new part/ })
    expect(part.textContent).toContain('Have a look')
    expect(part.textContent).toContain('2.5 GB')
  })

  it('shows what somebody else made of a person, and saves over it when told again', async () => {
    desk.answers['PUT /people/5'] = {
      status: 412,
      body: {
        detail: 'Somebody changed this.',
        current: { ...PERSON, name: 'Otto K', version: 4 },
      },
    }
    const user = desk.open('/admin/people')
    await user.click(await screen.findByRole('button', { name: 'What to do with Otto Kern' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Change…' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Otto K, otto')
    desk.answers['PUT /people/5'] = { body: PERSON }
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('says that nothing of the kind happened, and that the trail is not whole', async () => {
    desk.answers['GET /audit/check'] = {
      body: {
        at: '2026-11-24T10:00:00Z',
        events: 4,
        head: '',
        flaws: ['event 2 is missing'],
        waiting: false,
      },
    }
    desk.open('/admin/audit?action=approve')
    expect(await screen.findByText('Nothing of that kind happened')).toBeTruthy()
    expect((await screen.findByRole('alert')).textContent).toContain('event 2 is missing')
  })

  it('holds a policy back until it was shown, and keeps it when somebody was quicker', async () => {
    const user = desk.open('/admin/policy')
    await user.click(
      await screen.findByLabelText('Evidence may come from sources that are not named'),
    )
    await user.click(await screen.findByRole('button', { name: 'See and save' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('Unnamed sources count')).toBeTruthy()
    expect(desk.writes()).toEqual([])
    desk.answers['PUT /desks/1/policy'] = { status: 412, body: { detail: 'Changed.' } }
    desk.answers['GET /desks/1/policy'] = { body: { ...POLICY, version: 2 } }
    await user.click(within(dialog).getByRole('button', { name: 'Save the policy' }))
    expect(await screen.findByText('Somebody changed the policy meanwhile')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Go on with mine' }))
    expect(await screen.findByRole('button', { name: 'See and save' })).toBeTruthy()
  })
})

describe('the set-up page', () => {
  it('says what is missing, and what is over', async () => {
    queryClient.setQueryData(sessionQuery.queryKey, null)
    desk.answers['GET /setup'] = { body: { needed: true } }
    desk.open('/setup')
    expect((await screen.findByRole('alert')).textContent).toContain('The code is missing')
  })

  it('sends whoever comes late to sign in', async () => {
    queryClient.setQueryData(sessionQuery.queryKey, null)
    desk.answers['GET /setup'] = { body: { needed: false } }
    desk.open('/setup')
    expect(await screen.findByText(/set up already/)).toBeTruthy()
  })
})
