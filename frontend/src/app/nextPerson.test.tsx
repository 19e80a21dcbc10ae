import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { queryClient } from '../api/queries'
import { Desk, me } from '../test-desk'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})
afterEach(() => desk.close())

const current = () => document.querySelector('li[data-current]')?.querySelector('a')?.textContent

it.each([['who signed out'], ['whose session ended']])(
  'leaves nothing of somebody %s to the next person',
  async (out) => {
    desk.answers['DELETE /session'] = { body: { provider_url: null } }
    desk.answers['POST /claims/2/assignment'] = { body: {} }
    const before = { ...desk.answers }
    const user = desk.open('/')
    await screen.findByText('It cost 40 million.')
    await user.keyboard('ja')
    await screen.findByText('Assigned to you.')
    await user.keyboard('x')
    await screen.findByRole('region', { name: 'Selected claims' })
    const ended = { status: 401, body: { detail: 'Sign in first.' } }
    if (out === 'who signed out') {
      await user.click(screen.getByRole('button', { name: 'Account of Vera Lind' }))
      await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
    } else {
      desk.answers['GET /claims'] = ended
      desk.answers['GET /claims/counts'] = ended
      await act(() => queryClient.invalidateQueries({ queryKey: ['claims'] }))
    }
    await user.type(await screen.findByLabelText('Login'), 'anna')
    await user.type(screen.getByLabelText('Password'), 'correct horse battery')
    const anna = { ...me('checker'), person: { id: 9, login: 'anna', name: 'Anna Gray' } }
    Object.assign(desk.answers, {
      ...before,
      'GET /session': { body: anna },
      'POST /session': { status: 201, body: anna },
    })
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByText('It cost 40 million.')
    // A message takes its time to fade.
    await waitFor(() => {
      expect(screen.queryByText('Assigned to you.')).toBeNull()
      expect(screen.queryByText(/You are no longer signed in/)).toBeNull()
    })
    expect(screen.queryByRole('region', { name: 'Selected claims' })).toBeNull()
    expect(current()).toBe('It cost 40 million.')
    await user.keyboard('z')
    expect(desk.writes().filter(({ what }) => what.startsWith('DELETE /claims'))).toEqual([])
  },
)
