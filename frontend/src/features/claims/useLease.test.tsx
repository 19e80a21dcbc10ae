import { act, fireEvent } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ClaimDetail } from '../../api/client'
import { policyQuery, queryClient } from '../../api/queries'
import { Desk, me } from '../../test-desk'
import { CLAIM } from '../../test-records'
import { show } from '../../test-render'
import { write } from './optimism'
import { useLease } from './useLease'

const { person } = me('checker')
const HELD = {
  ...CLAIM,
  id: 4,
  state: 'assigned',
  assignment: {
    assignee: person,
    assigned_by: person.name,
    assigned_at: '2026-11-24T10:00:00Z',
    due: null,
    lease_until: null,
  },
  verdicts: [],
} as unknown as ClaimDetail

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  vi.useFakeTimers({ toFake: ['Date'] })
  queryClient.setQueryData(policyQuery(1).queryKey, {
    desk: 1,
    version: 0,
    rules: { assignment: { lease_minutes: 30 } },
  })
})
afterEach(() => {
  vi.useRealTimers()
  desk.close()
})

function Holder() {
  useLease(HELD, person.id)
  return null
}

const key = () =>
  act(() => {
    fireEvent.keyDown(document.body, { key: 'j' })
    return Promise.resolve()
  })
const asked = () => desk.writes().filter(({ what }) => what.endsWith('/lease')).length
const until = () => new Date(Date.now() + 30 * 60_000).toISOString()

it('renews no lease while the assignment is under way', async () => {
  desk.answers['POST /claims/4/lease'] = () => ({ body: { until: until() } })
  let arrive: (claim: unknown) => void = () => undefined
  show(<Holder />)
  const done = write(4, {}, () => new Promise((resolve) => (arrive = resolve)))
  await key()
  expect(asked()).toBe(0)
  arrive({})
  await act(() => done)
  await key()
  expect(asked()).toBe(1)
})

it('waits after a failure before it tries again', async () => {
  desk.answers['POST /claims/4/lease'] = { status: 503, body: { detail: 'Down.' } }
  show(<Holder />)
  await key()
  await vi.waitFor(() => expect(asked()).toBe(1))
  await key()
  await key()
  expect(asked()).toBe(1)
  vi.setSystemTime(Date.now() + 31_000)
  await key()
  expect(asked()).toBe(2)
})

it('reads a claim that a colleague has now, but not into a write of it', async () => {
  queryClient.setQueryData(['claim', 4], HELD)
  const stale = () => queryClient.getQueryState(['claim', 4])?.isInvalidated
  let refuse: () => void = () => undefined
  desk.answers['POST /claims/4/lease'] = () =>
    new Promise((resolve) => {
      refuse = () => resolve({ status: 409, body: { detail: 'A colleague has it.' } })
    })
  show(<Holder />)
  await key()
  await vi.waitFor(() => expect(asked()).toBe(1))
  let arrive: () => void = () => undefined
  const done = write(4, {}, () => new Promise((resolve) => (arrive = () => resolve({}))))
  refuse()
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  expect(stale()).toBe(false)
  arrive()
  await act(() => done)
  await vi.waitFor(() => expect(stale()).toBe(true))
})
