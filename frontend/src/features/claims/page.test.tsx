import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClaimDetail } from '../../api/client'
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
})
