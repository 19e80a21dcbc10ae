import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { auditQuery, queryClient, sessionQuery } from '../../api/queries'
import { Desk, me } from '../../test-desk'
import { show } from '../../test-render'
import { AuditTrail } from './AuditTrail'

const event = (id: number, action: string, entity: string) => ({
  id,
  actor: 'Vera Lind',
  action,
  entity,
  at: '2026-11-24T10:00:00Z',
  reason: '',
  before: null,
  after: null,
})
const EVENTS = [
  event(5, 'withdraw', 'claim'),
  event(4, 'submit', 'claim'),
  event(3, 'add', 'evidence'),
  event(2, 'assign', 'assignment'),
  event(1, 'accept', 'claim'),
]

afterEach(() => queryClient.clear())

it('shows of a claim’s history what somebody wants to see', async () => {
  queryClient.setQueryData(auditQuery(4).queryKey, { items: EVENTS, next: null } as never)
  show(<AuditTrail claim={4} />)
  const deeds = () => screen.queryAllByRole('listitem').map((item) => item.textContent)
  const choose = (label: string) =>
    userEvent.selectOptions(screen.getByLabelText('What of the history'), label)
  expect(deeds()).toHaveLength(5)
  await choose('Verdicts and decisions')
  expect(deeds()).toEqual([
    expect.stringContaining('took the submitted verdict back'),
    expect.stringContaining('submitted'),
  ])
  await choose('Where it stood, and with whom')
  expect(deeds()).toEqual([
    expect.stringContaining('assigned'),
    expect.stringContaining('accepted'),
  ])
  await choose('Evidence')
  expect(deeds()).toEqual([expect.stringContaining('added evidence')])
  await choose('Comments')
  expect(deeds()).toEqual([])
  expect(screen.getByText('Nothing of that kind yet.')).toBeDefined()
  await choose('Everything')
  expect(deeds()).toHaveLength(5)
})

it('names a rating of a scale that is not offered any more, whose versions it asks for', async () => {
  const desk = new Desk()
  const option = { key: 'partly', label: 'Partly so' }
  const old = { id: 1, key: 'local', version: 1, name: 'The local scale', options: [option] }
  const now = { ...old, version: 2, options: [] }
  desk.answers['GET /scales'] = { body: [now] }
  desk.answers['GET /scales/local'] = { body: [now, old] }
  const given = { rating: 'partly', scale: 'local 1' }
  const items = [{ ...event(1, 'save', 'verdict'), after: given }]
  queryClient.setQueryData(sessionQuery.queryKey, me('checker'))
  queryClient.setQueryData(auditQuery(4).queryKey, { items, next: null } as never)
  show(<AuditTrail claim={4} />)
  expect(await screen.findByText('Partly so')).toBeDefined()
  expect(screen.getByText('The local scale')).toBeDefined()
  expect(desk.calls.find(({ what }) => what === 'GET /scales/local')?.query.get('desk')).toBe('1')
  desk.close()
})
