import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Claim } from '../../api/client'
import { queryClient, scalesQuery } from '../../api/queries'
import { claim, Desk, me } from '../../test-desk'
// Loaded beforehand: a busy machine takes its time over it.
import '../keys/later'
import './BulkBar'
import './DecisionPane'

const option = (key: string) => ({ key, label: key, meaning: key, rank: 1, retired: false })
const SCALE = {
  id: 1,
  key: 'desk',
  version: 1,
  name: 'Desk',
  default: true,
  offered: true,
  used_by: 1,
  options: [option('true'), option('half'), option('false')],
}

/** All that the desk says of a claim, which lacks nothing but its rating. */
const whole = (id: number) => ({
  ...claim(id, ['One.', 'Two.', 'Three.', 'Four.'][id - 1] ?? ''),
  state: 'assigned' as const,
  actions: ['save_verdict', 'submit', 'dismiss', 'assign'] as Claim['actions'],
  evidence: [{ id: 9, common_origin_with: null, unnamed: false, retracted_at: null }],
  verdicts: [
    {
      rating: { key: 'half' },
      summary: 'So it is.',
      reasons: '',
      withdrawn: null,
      author: { id: 3 },
    },
  ],
  reviews: [],
  second_opinions: [],
  opinion_request: null,
  follow_up: null,
  children: [],
})

let desk: Desk
/** Answers that are held back until the test lets them go. */
let held: (() => void)[]
const slowly = (body: unknown, status = 200) =>
  new Promise<{ status: number; body: unknown }>((resolve) => {
    held.push(() => resolve({ status, body }))
  })

beforeEach(() => {
  held = []
  vi.stubGlobal('matchMedia', (media: string) => ({
    matches: media.includes('min-width'),
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  desk = new Desk()
  desk.claims = [1, 2, 3, 4].map((id) => ({
    ...claim(id, whole(id).text),
    state: 'assigned',
    actions: whole(id).actions,
  }))
  for (const { id } of desk.claims) {
    desk.answers[`GET /claims/${id}`] = () => slowly(whole(id))
    desk.answers[`PUT /claims/${id}/verdict`] = () => slowly({ ...whole(id), version: 2 })
    desk.answers[`POST /claims/${id}/assignment`] = () => slowly({ ...whole(id), version: 2 })
    desk.answers[`DELETE /claims/${id}/assignment`] = { body: { ...whole(id), version: 3 } }
  }
  desk.answers['GET /desks/1/policy'] = { body: { desk: 1, version: 0, rules: { evidence: {} } } }
  queryClient.setQueryData(scalesQuery.queryKey, [SCALE] as never)
})
afterEach(() => desk.close())

const current = () => document.querySelector('li[data-current]')?.querySelector('a')?.textContent
const row = (id: number): Claim | undefined =>
  queryClient
    .getQueriesData<{ pages: { items: Claim[] }[] }>({ queryKey: ['claims', {}] })
    .flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? [])
    .find((each) => each.id === id)
const release = () =>
  act(async () => {
    for (const go of held.splice(0)) go()
    await Promise.resolve()
  })
const puts = () => desk.writes().filter(({ what }) => what.startsWith('PUT'))

describe('the queue on a slow line', () => {
  it('rates three claims in a row by 1 2 3, before anything of them is read', async () => {
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkk123')
    // The claims are read one after the other, the verdicts sent, and only then the desk answers.
    await waitFor(async () => {
      await release()
      expect(puts()).toHaveLength(3)
    })
    const given = puts().map(({ what, body }) => [what, (body as { rating: string }).rating])
    expect(given.sort()).toEqual([
      ['PUT /claims/1/verdict', 'true'],
      ['PUT /claims/2/verdict', 'half'],
      ['PUT /claims/3/verdict', 'false'],
    ])
    expect(current()).toBe('Four.')
    await release()
  })

  it('says of which claim the rating was refused, takes it back and keeps it', async () => {
    desk.answers['PUT /claims/2/verdict'] = { status: 409, body: { detail: 'It is published.' } }
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkk12')
    await waitFor(async () => {
      await release()
      expect(document.body.textContent).toContain('Not saved, but kept: your verdict on “Two.”')
    })
    expect(document.body.textContent).toContain('It is published.')
    expect(row(2)).toMatchObject({ state: 'assigned', verdict: null })
    expect(localStorage.getItem('claimdesk:draft:3:verdict:2')).toContain('"rating":"half"')
    expect(current()).toBe('Three.')
    await release()
  })

  it('stays on a claim that a digit cannot submit, and uses no digit after it', async () => {
    desk.answers['GET /claims/1'] = () => slowly({ ...whole(1), evidence: [] })
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkk12')
    await waitFor(async () => {
      await release()
      expect(document.body.textContent).toContain('Rated “true”, not sent yet.')
    })
    expect(current()).toBe('One.')
    expect(puts()).toEqual([])
    expect(localStorage.getItem('claimdesk:draft:3:verdict:1')).toContain('"rating":"true"')
    expect(localStorage.getItem('claimdesk:draft:3:verdict:2')).toBeNull()
    await release()
  })

  it('keeps a claim that left the filter until the cursor goes on: a key meets what one sees', async () => {
    const mine = { assignee: { id: 3, name: 'Vera Lind' }, assigned_by: '', due: null }
    desk.answers['POST /claims/1/assignment'] = () => {
      desk.claims = desk.claims.filter(({ id }) => id !== 1)
      return { body: { ...whole(1), version: 2, assignment: mine } }
    }
    desk.answers['GET /claims/1'] = () => ({ body: whole(1) })
    const user = desk.open('/?assignee=none')
    await waitFor(() => expect(current()).toBeDefined())
    const lists = () => desk.calls.filter(({ what }) => what === 'GET /claims').length
    const before = lists()
    await user.keyboard('a')
    await waitFor(() => expect(lists()).toBeGreaterThan(before))
    await waitFor(() => expect(document.body.textContent).toContain('No longer in this view'))
    expect(current()).toBe('One.')
    await user.keyboard('1')
    await waitFor(async () => {
      await release()
      expect(puts().map(({ what }) => what)).toEqual(['PUT /claims/1/verdict'])
    })
    await waitFor(() => expect(current()).toBe('Two.'))
    expect(document.body.textContent).not.toContain('No longer in this view')
    await release()
  })

  it('undoes the latest deed by z, though its write has not ended', async () => {
    desk.answers['GET /session'] = { body: me('checker') }
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkkajaz')
    await waitFor(() => expect(desk.writes()).toHaveLength(2))
    expect(row(2)?.assignment?.assignee.name).toBe('Vera Lind')
    await release()
    await waitFor(() => expect(desk.writes()).toHaveLength(3))
    expect(desk.writes().map(({ what }) => what)).toEqual([
      'POST /claims/1/assignment',
      'POST /claims/2/assignment',
      'DELETE /claims/2/assignment',
    ])
    await release()
  })
})

describe('keys while claims are selected', () => {
  const selected = (count: number) =>
    screen.findByText(`${count} claims selected`, { selector: 'strong' })
  const pane = (text: string) =>
    waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'Decision on the claim' }).querySelector('h2')
          ?.textContent,
      ).toBe(text),
    )
  beforeEach(() => {
    for (const { id } of desk.claims)
      desk.answers[`GET /claims/${id}`] = {
        body: { ...whole(id), actions: ['assign', 'dismiss', 'snooze'] },
      }
    desk.claims = desk.claims.map((each) => ({ ...each, actions: ['assign', 'dismiss', 'snooze'] }))
    desk.answers['POST /claims/bulk'] = {
      body: { id: 77, action: 'assign', claims: [2, 3, 4], undo_until: '2026-11-24T10:10:00Z' },
    }
  })
  // The pane comes anew as the cursor moves, later than the bar.
  const select = async (keys: string, count: number, at: string) => {
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkk')
    await pane('One.')
    for (const key of keys.split(' ')) await user.keyboard(key)
    await selected(count)
    await pane(at)
    return user
  }
  const drawn = 'j x {Shift>}j{/Shift} {Shift>}j{/Shift}'

  it.each([
    [drawn, [2, 3, 4], 'Four.'],
    ['x j x j x', [1, 2, 3], 'Three.'],
    ['x j x j j', [1, 2], 'Four.'],
  ])('%s: a assigns all that are selected', async (keys, claims, at) => {
    const user = await select(keys, claims.length, at)
    await user.keyboard('a')
    await waitFor(() => expect(desk.writes()).toHaveLength(1))
    expect(desk.writes()).toEqual([
      { what: 'POST /claims/bulk', body: { action: 'assign', assignee: 3, claims } },
    ])
  })

  it('d and Shift A ask about all, s says why not, and Escape clears', async () => {
    const user = await select(drawn, 3, 'Four.')
    await user.keyboard('s')
    expect(await screen.findByText(/Claims are snoozed one by one/)).toBeTruthy()
    await user.keyboard('d')
    expect(await screen.findByRole('dialog', { name: 'Dismiss 3 claims' })).toBeTruthy()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('{Shift>}a{/Shift}')
    expect(await screen.findByRole('dialog', { name: 'Assign 3 claims' })).toBeTruthy()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByText('3 claims selected')).toBeNull())
    expect(desk.writes()).toEqual([])
  })
})

describe('a digit on a claim that a colleague has', () => {
  it('says whose it is, though nothing has read the ratings', async () => {
    const held = { id: 5, login: 'jo', name: 'Jo Reed' }
    const assignment = {
      assignee: held,
      assigned_by: 'Jo Reed',
      assigned_at: '2026-11-24T10:10:00Z',
      due: null,
      lease_until: null,
    }
    desk.claims = desk.claims.map((each) => ({ ...each, actions: [], assignment }))
    desk.answers['GET /claims/1'] = { body: { ...whole(1), actions: [], assignment } }
    desk.answers['GET /workflow'] = { body: [] }
    queryClient.removeQueries({ queryKey: scalesQuery.queryKey })
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkk2')
    expect(await screen.findByText(/^Not now: give a rating/)).toBeTruthy()
    expect(document.body.textContent).toContain('Jo Reed')
    expect(desk.writes()).toEqual([])
  })
})

describe('a dialog of the queue', () => {
  beforeEach(() => {
    const actions: Claim['actions'] = ['assign', 'snooze']
    desk.claims = desk.claims.map((each) => ({ ...each, actions }))
    for (const { id } of desk.claims)
      desk.answers[`GET /claims/${id}`] = { body: { ...whole(id), actions } }
  })
  const begin = async (keys: string) => {
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard(keys)
    return user
  }

  it('takes by Enter whom the typed letters found, and no due date that is over', async () => {
    desk.answers['GET /people'] = {
      body: ['Vera Lind', 'Joon Park'].map((name, at) => ({
        id: 3 + at,
        login: name.slice(0, 4).toLowerCase(),
        name,
        role: 'checker',
        active: true,
      })),
    }
    const user = await begin('kkkk{Shift>}a{/Shift}')
    const to = await screen.findByRole<HTMLInputElement>('combobox', { name: 'To' })
    await user.type(to, 'joon{Enter}')
    expect(to.value).toBe('Joon Park')
    const give = screen.getByRole('button', { name: 'Assign' })
    expect(give.hasAttribute('disabled')).toBe(false)
    const due = screen.getByLabelText(/^Due/)
    fireEvent.change(due, { target: { value: '2020-01-31T12:00' } })
    expect(screen.getByText('That is over already.')).toBeTruthy()
    expect(give.hasAttribute('disabled')).toBe(true)
    fireEvent.change(due, { target: { value: '2090-01-31T12:00' } })
    expect(give.hasAttribute('disabled')).toBe(false)
  })

  it('that snoozed a claim is undone back to it, and says so', async () => {
    desk.answers['POST /claims/2/snooze'] = { body: { ...whole(2), version: 2 } }
    const user = await begin('kkkkjs')
    await screen.findByRole('dialog', { name: 'Snooze the claim' })
    const [first] = await screen.findAllByRole('button', { name: /^(Tomorrow|In |Later|Next)/ })
    if (first !== undefined) await user.click(first)
    await waitFor(() => expect(current()).toBe('Three.'))
    await user.keyboard('jz')
    expect(await screen.findByText('Back in the queue.')).toBeTruthy()
    expect(current()).toBe('Two.')
  })
})

describe('undoing what a colleague has gone on from', () => {
  it('sends the version that one’s own write left, and says who changed it since', async () => {
    desk.answers['POST /claims/1/assignment'] = { body: { ...whole(1), version: 7 } }
    desk.answers['DELETE /claims/1/assignment'] = {
      status: 412,
      body: {
        detail: 'Somebody changed this since you read it.',
        current: { version: 8, state: 'assigned', changed_by: 'Edith Storm' },
      },
    }
    const user = desk.open('/')
    await waitFor(() => expect(current()).toBeDefined())
    await user.keyboard('kkkka')
    await waitFor(() => expect(desk.writes()).toHaveLength(1))
    await user.keyboard('z')
    await waitFor(() =>
      expect(document.body.textContent).toContain(
        'Edith Storm changed the claim since. It stays as it is.',
      ),
    )
    const undo = desk.calls.find(({ what }) => what === 'DELETE /claims/1/assignment')
    expect(undo?.ifMatch).toBe('"7"')
  })
})
