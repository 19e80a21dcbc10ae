import './BulkBar'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk } from '../../test-desk'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})
afterEach(() => {
  desk.close()
  localStorage.clear()
})

const bar = () => screen.findByRole('region', { name: 'Selected claims' })
const boxes = () => screen.getAllByRole<HTMLInputElement>('checkbox', { name: /^Select: / })
const ticked = () => boxes().map(({ checked }) => checked)
const done = (claims: number[]) => ({
  body: { id: 77, action: 'accept', claims, undo_until: '2026-11-24T10:10:00Z' },
})

async function queue(address = '/') {
  const user = desk.open(address)
  await screen.findByText('It cost 40 million.')
  // The cursor is remembered between visits: begin at the top.
  await user.click(screen.getByLabelText('Select: It cost 40 million.'))
  return user
}

describe('selecting', () => {
  it('is drawn by keys, said aloud, and cleared', async () => {
    const user = await queue()
    expect(screen.getByText('1 claim selected', { selector: '[role=status]' })).toBeTruthy()
    await user.keyboard('{Shift>}jj{/Shift}')
    expect(ticked()).toEqual([true, true, true])
    expect(screen.getByText('3 claims selected', { selector: '[role=status]' })).toBeTruthy()
    await user.keyboard('{Shift>}k{/Shift}')
    expect(ticked()).toEqual([true, true, false])
    await user.keyboard('x')
    expect(ticked()).toEqual([true, false, false])
    await user.keyboard('{Escape}')
    expect(ticked()).toEqual([false, false, false])
    expect(screen.queryByRole('region', { name: 'Selected claims' })).toBeNull()
  })

  it('is drawn by a click with Shift', async () => {
    const user = await queue()
    await user.keyboard('{Shift>}')
    await user.click(screen.getByLabelText('Select: It is safe.'))
    await user.keyboard('{/Shift}')
    expect(ticked()).toEqual([true, true, true])
  })

  it('takes all that is shown, and stays on its claims when others come in', async () => {
    const user = await queue()
    await user.click(screen.getByLabelText(/^Select the 3 shown/))
    expect(ticked()).toEqual([true, true, true])
    const [first, second] = desk.claims
    desk.claims = [{ ...first, id: 9, text: 'It is new.' } as never, second as never]
    desk.answers['POST /assignments/next'] = { body: null }
    await user.keyboard('n')
    await user.click(await screen.findByRole('button', { name: 'Show 1 new claim' }))
    await screen.findByText('It is new.')
    expect(ticked()).toEqual([false, true])
  })

  it('begins anew under another filter', async () => {
    const user = await queue()
    await user.click(screen.getByRole('button', { name: /^Overdue/ }))
    await waitFor(() =>
      expect(desk.router?.state.location.search).toEqual({ show: 'open', overdue: true }),
    )
    expect(ticked()).toEqual([false, false, false])
  })
})

describe('the bar', () => {
  it('acts on the selected claims, and the action is undone', async () => {
    desk.answers['POST /claims/bulk'] = done([1, 2])
    desk.answers['POST /claims/bulk/77/undo'] = { body: { claims: [1], kept: [2] } }
    const user = await queue()
    await user.keyboard('{Shift>}j{/Shift}')
    await user.click(within(await bar()).getByRole('button', { name: 'Accept' }))
    await screen.findByText('2 claims: accepted.')
    expect(desk.writes()).toEqual([
      { what: 'POST /claims/bulk', body: { action: 'accept', claims: [1, 2] } },
    ])
    await waitFor(() => expect(ticked()).toEqual([false, false, false]))
    await user.keyboard('z')
    expect(await screen.findByText(/Undone on 1 claim\. 1 claim stayed/)).toBeTruthy()
  })

  it('names the claims that stand in the way, and goes on without them', async () => {
    desk.answers['POST /claims/bulk'] = {
      status: 409,
      body: {
        detail: 'It cannot be done on 1 of the 2 claims, so nothing was changed.',
        claims: [{ claim: 2, detail: 'It is published.' }],
      },
    }
    const user = await queue()
    await user.keyboard('{Shift>}j{/Shift}')
    await user.click(within(await bar()).getByRole('button', { name: 'Accept' }))
    const alert = await within(await bar()).findByRole('alert')
    expect(within(alert).getByRole('link', { name: 'It opened in May.' })).toBeTruthy()
    expect(alert.textContent).toContain('It is published.')
    expect(ticked()).toEqual([true, true, false])
    await user.click(within(alert).getByRole('button', { name: 'Leave it out' }))
    expect(ticked()).toEqual([true, false, false])
  })

  it('keeps what was typed when the desk refuses', async () => {
    desk.answers['POST /claims/bulk'] = { status: 409, body: { detail: 'Not now.' } }
    const user = await queue()
    await user.keyboard('d')
    const dialog = await screen.findByRole('dialog', { name: 'Dismiss 1 claim' })
    await user.selectOptions(within(dialog).getByLabelText(/Why do they need/), 'trivial')
    await user.type(within(dialog).getByLabelText(/In your words/), 'Small change')
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Not now.')
    expect(within(dialog).getByLabelText<HTMLTextAreaElement>(/In your words/).value).toBe(
      'Small change',
    )
    expect(desk.writes()[0]?.body).toEqual({
      action: 'dismiss',
      claims: [1],
      kind: 'trivial',
      reason: 'Small change',
    })
  })

  it('keeps the reason that was typed when the dialog is left', async () => {
    const user = await queue()
    await user.keyboard('d')
    const reason = () => screen.findByLabelText<HTMLTextAreaElement>(/In your words/)
    await user.type(await reason(), 'Small change{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('d')
    expect((await reason()).value).toBe('Small change')
  })

  it('acts on all that a filter holds, once that is confirmed', async () => {
    desk.answers['GET /claims/counts'] = {
      body: [
        { state: 'new', count: 40 },
        { state: 'accepted', count: 5 },
      ],
    }
    desk.answers['POST /claims/bulk'] = done([1, 2, 3])
    const user = await queue('/?state=["new"]&tag=["harbour"]')
    await user.click(
      within(await bar()).getByRole('button', { name: 'Select all 40 in this filter' }),
    )
    await user.click(within(await bar()).getByRole('button', { name: /^Assign to me/ }))
    const dialog = await screen.findByRole('dialog', {
      name: 'Assign to me: all 40 claims in this filter?',
    })
    expect(desk.writes()).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Assign to me' }))
    await waitFor(() => expect(desk.writes()).toHaveLength(1))
    expect(desk.writes()[0]?.body).toEqual({
      action: 'assign',
      assignee: 3,
      filter: { states: ['new'], tags: ['harbour'] },
      expect: 40,
    })
  })

  it('offers the new number where the filter holds another by now', async () => {
    desk.answers['GET /claims/counts'] = { body: [{ state: 'new', count: 40 }] }
    desk.answers['POST /claims/bulk'] = {
      status: 409,
      body: { detail: 'The filter holds 41 claims by now, not 40.', count: 41 },
    }
    const user = await queue()
    await user.click(within(await bar()).getByRole('button', { name: /^Select all 40/ }))
    await user.click(within(await bar()).getByRole('button', { name: 'Accept' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Accept' }))
    await user.click(await within(dialog).findByRole('button', { name: 'Select all 41 claims' }))
    expect(await screen.findByRole('dialog', { name: /all 41 claims/ })).toBeTruthy()
  })
})

describe('taking the next claim', () => {
  it('leads to the claim that was taken', async () => {
    desk.answers['POST /assignments/next'] = { body: { ...desk.claims[2] } }
    const user = await queue()
    await user.keyboard('n')
    await waitFor(() => expect(desk.router?.state.location.pathname).toBe('/claims/3'))
  })

  it('says when none waits', async () => {
    desk.answers['POST /assignments/next'] = { body: null }
    const user = await queue()
    await user.click(screen.getByRole('button', { name: /^Take the next claim/ }))
    expect(await screen.findByText('No claim is waiting for you to take.')).toBeTruthy()
    expect(desk.router?.state.location.pathname).toBe('/')
  })
})

describe('a row', () => {
  it('says in words what marks its claim', async () => {
    const [first] = desk.claims
    desk.claims = [
      {
        ...first,
        priority: 2,
        tags: ['harbour'],
        sensitive: true,
        stale: true,
        opinion: 'disagreed',
      } as never,
    ]
    await queue()
    const row = screen.getByText('It cost 40 million.').closest('li')
    for (const word of ['urgent', 'harbour', 'sensitive', 'words changed', 'opinion differs'])
      expect(row?.textContent).toContain(word)
  })
})
