import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk } from '../../test-desk'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /reports/period'] = { body: { groups: [], reviewers: [] } }
  desk.answers['GET /reports/series'] = { body: { every: 'day', sections: [], steps: [] } }
})
afterEach(() => desk.close())

describe('the figures', () => {
  it('of a time in which nothing happened say so', async () => {
    desk.open('/dashboard')
    expect(await screen.findByText('Nothing happened in this time')).toBeDefined()
  })

  it.each([403, 500])('say why they cannot be shown, and try again: %i', async (status) => {
    desk.answers['GET /reports/series'] = { status, body: { detail: 'Not for you, or not now.' } }
    const user = desk.open('/dashboard')
    expect(await screen.findByText('Not for you, or not now.')).toBeDefined()
    desk.answers['GET /reports/series'] = { body: { every: 'day', sections: [], steps: [] } }
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Nothing happened in this time')).toBeDefined()
  })
})
