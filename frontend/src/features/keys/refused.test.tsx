import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Claim } from '../../api/client'
import { Desk } from '../../test-desk'

const WORKFLOW = [
  { action: 'dismiss', sources: ['accepted', 'new'], target: 'dismissed', role: 'checker' },
  { action: 'assign', sources: ['accepted', 'new'], target: 'assigned', role: 'checker' },
  { action: 'snooze', sources: ['new', 'submitted'], target: null, role: 'checker' },
  { action: 'save_verdict', sources: ['assigned'], target: 'in_review', role: 'checker' },
].map((row) => ({ ...row, guards: [{ guard: 'not_published', says: 'Readers see it.' }] }))

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  desk.answers['GET /workflow'] = { body: WORKFLOW }
})
afterEach(() => desk.close())

const ANNA = { id: 9, login: 'anna', name: 'Anna Gray' }
const held = (assignee: typeof ANNA) => ({
  assignee,
  assigned_by: assignee.name,
  assigned_at: '2026-11-24T10:00:00Z',
  due: null,
  lease_until: null,
})

async function open(first: Partial<Claim>) {
  desk.claims = [{ ...desk.claims[0], ...first } as Claim, ...desk.claims.slice(1)]
  const user = desk.open('/')
  await screen.findByText('It cost 40 million.')
  return user
}

describe('a key that cannot act', () => {
  it('says where the claim stands and when it could, and writes nothing', async () => {
    const user = await open({ state: 'approved', actions: ['label'] })
    await user.keyboard('d')
    const message = await screen.findByRole('alert')
    expect(message.textContent).toContain('Not now: dismiss the claim, with a reason')
    expect(message.textContent).toContain('It is approved and waits for an editor to publish it.')
    expect(message.textContent).toContain('while a claim is “Accepted” or “New”')
    expect(screen.queryByRole('dialog')).toBeNull()
    // The next key's reason takes its place.
    await user.keyboard('a')
    expect(await screen.findByText('Not now: assign the claim to me')).toBeDefined()
    await waitFor(() => expect(screen.queryByText(/Not now: dismiss/)).toBeNull())
    expect(desk.writes()).toEqual([])
  })

  it('names the colleague who has the claim', async () => {
    const user = await open({ state: 'assigned', actions: ['label'], assignment: held(ANNA) })
    await user.keyboard('s')
    const words = /Anna Gray has it and writes its verdict/
    expect((await screen.findByText(words)).textContent).toContain('while a claim is')
  })

  it('asks a colleague where only the person stands in the way', async () => {
    const user = await open({ state: 'new', actions: ['label'], assignment: held(ANNA) })
    await user.keyboard('d')
    expect(await screen.findByText(/Ask Anna Gray or an editor/)).toBeDefined()
  })

  it('says that a claim is taken already', async () => {
    const vera = { id: 3, login: 'vera', name: 'Vera Lind' }
    const user = await open({ state: 'assigned', actions: ['assign'], assignment: held(vera) })
    await user.keyboard('a')
    expect(await screen.findByText('It is assigned to you already.')).toBeDefined()
  })

  it('says that a named source needs no follow-up', async () => {
    const source = { ...desk.claims[0]?.source, unnamed: false } as Claim['source']
    const user = await open({ source })
    await user.keyboard('u')
    expect(await screen.findByText(/Its source has a name/)).toBeDefined()
  })

  it('says that nothing is left to undo', async () => {
    const user = await open({})
    await user.keyboard('z')
    expect(await screen.findByText(/Nothing is left to undo/)).toBeDefined()
  })

  it('leaves out of the palette what cannot be done', async () => {
    const user = await open({ state: 'approved', actions: ['label', 'snooze'] })
    await user.keyboard('{Control>}k{/Control}')
    const dialog = await screen.findByRole('dialog')
    await waitFor(() => expect(dialog.textContent).toContain('snooze the claim'))
    expect(dialog.textContent).not.toContain('dismiss the claim')
  })
})
