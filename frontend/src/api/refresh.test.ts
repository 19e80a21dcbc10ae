import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLiveState } from '../live/state'
import { claim, Desk } from '../test-desk'
import { claimsQuery, queryClient, refreshWork } from './queries'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  queryClient.setQueryData(claimsQuery({}).queryKey, {
    pages: [
      { items: [claim(1, 'One.'), claim(2, 'Two.')], next: 'c' },
      { items: [claim(3, 'Three.')], next: null },
    ],
    pageParams: [undefined, 'c'],
  })
  desk.claims = [{ ...claim(3, 'Three.'), version: 2, state: 'assigned' }]
})
afterEach(() => {
  setLiveState({ at: 'starting' })
  desk.close()
})

const list = () => queryClient.getQueryState(claimsQuery({}).queryKey)

describe('after a write', () => {
  it('one row is read and put in its place while changes come by themselves, no list', async () => {
    setLiveState({ at: 'live' })
    await refreshWork([3])
    expect(desk.calls.map(({ query }) => query.toString())).toEqual(['ids=3&limit=100'])
    expect(list()?.data?.pages[1]?.items[0]).toMatchObject({ version: 2, state: 'assigned' })
    expect(list()?.data?.pages[0]?.items).toHaveLength(2)
    expect(list()?.isInvalidated).toBe(true)
  })

  it('nothing of the lists is read where no claim is named', async () => {
    setLiveState({ at: 'live' })
    await refreshWork()
    expect(desk.calls).toEqual([])
    expect(list()?.isInvalidated).toBe(true)
  })
})
