import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk } from '../../test-desk'
import { chipsOf, without } from './chips'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})
afterEach(() => desk.close())

describe('what a link filters by', () => {
  it('is said in words, each part taken off by itself', async () => {
    desk.answers['GET /articles/5'] = { body: { id: 5, title: 'The bridge' } }
    desk.answers['GET /sources/8'] = { body: { id: 8, name: 'Tilda Marsh' } }
    const user = desk.open('/?assignee=3&article=5&source=8&did=verdict&by=3')
    const group = await screen.findByRole('group', { name: 'Also filtered by' })
    await within(group).findByText('in “The bridge”')
    await within(group).findByText('said by Tilda Marsh')
    await within(group).findByText('with Vera Lind')
    expect(within(group).getByText('by Vera Lind')).toBeDefined()
    await user.click(within(group).getByRole('button', { name: 'Show without: in “The bridge”' }))
    await waitFor(() =>
      expect(desk.router?.state.location.search).toEqual({
        assignee: '3',
        source: '8',
        did: 'verdict',
        by: 3,
      }),
    )
    expect(document.activeElement).not.toBe(document.body)
    // Who did it is nothing without what they did.
    await user.click(within(group).getByRole('button', { name: 'Show without: Given a verdict' }))
    await waitFor(() =>
      expect(desk.router?.state.location.search).toEqual({ assignee: '3', source: '8' }),
    )
  })

  it('names a rating as its scale does', async () => {
    const options = [{ key: 'half_true', label: 'Zur Hälfte wahr' }]
    desk.answers['GET /scales'] = { body: [{ key: 'house', name: 'Ours', options }] }
    desk.open('/?rated=house:half_true')
    expect(await screen.findByText('Rated: Zur Hälfte wahr')).toBeDefined()
  })

  it('is not said twice where a button shows it', () => {
    expect(chipsOf({ assignee: 'me', state: ['new'], text: 'fee', unnamed: true }, {})).toEqual([])
  })

  it('is what the claims were on a day, as one', () => {
    const filter = { was: ['new' as const], to: '2026-11-02T00:00:00Z', section: 'local' }
    const [was, section] = chipsOf(filter, {})
    expect(was?.words).toMatch(/^Were then: New · up to /)
    expect(without(filter, was?.keys ?? [])).toEqual({ section: 'local' })
    expect(section?.words).toBe('section local')
  })
})
