import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setAside } from '../../lib/asides'
import { readDraft } from '../../lib/drafts'
import { Desk, me } from '../../test-desk'
import { POLICY } from '../../test-records'

let desk: Desk
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  desk.answers['GET /setup'] = { body: { needed: false } }
  desk.answers['GET /scales'] = { body: [] }
  desk.answers['GET /followups/presets'] = { body: [] }
  desk.answers['GET /desks/1/policy'] = { body: POLICY }
  desk.answers['PUT /desks/1/policy'] = { body: POLICY }
})
afterEach(() => desk.close())

describe('the first article', () => {
  it('says that the sample could not be had, and keeps what was typed when it can', async () => {
    desk.answers['GET /setup/sample'] = { status: 503, body: { detail: 'The desk is closed.' } }
    desk.answers['POST /articles'] = { body: { id: 1 } }
    const user = desk.open('/setup')
    await user.click(await screen.findByRole('button', { name: 'Go on' }))
    await user.type(await screen.findByRole('textbox', { name: 'Paste an article' }), 'The toll.')
    await user.click(screen.getByRole('button', { name: 'Use the sample' }))
    expect((await screen.findByRole('alert')).textContent).toContain('The desk is closed.')
    desk.answers['GET /setup/sample'] = { body: { title: 'A', text: 'A day.', section: 'local' } }
    await user.click(screen.getByRole('button', { name: 'Use the sample' }))
    await waitFor(() => expect(desk.router?.state.location.pathname).toBe('/'))
    expect(desk.writes().at(-1)?.body).toMatchObject({ text: 'A day.', source: 'sample' })
    expect(readDraft('first-article')).toBe('The toll.')
  })

  it('shows what another tab had there', async () => {
    const user = desk.open('/setup')
    await user.click(await screen.findByRole('button', { name: 'Go on' }))
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', {
      name: 'Paste an article',
    })
    act(() => setAside('first-article', 'From there', 'From here'))
    await user.click(await screen.findByRole('button', { name: 'Use these words' }))
    await waitFor(() => expect(field.value).toBe('From there'))
  })
})
