import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Claim, ClaimDetail } from '../../api/client'
import { claimQuery, claimsQuery, queryClient } from '../../api/queries'
import { claim } from '../../test-desk'
import { foresee, write } from './optimism'

const ALL = claimsQuery({}).queryKey
const [ONE, TWO, THREE] = [claim(1, 'One.'), claim(2, 'Two.'), claim(3, 'Three.')]
const DETAIL = { ...TWO, verdicts: [], evidence: [] } as unknown as ClaimDetail

const rows = (): Claim[] => queryClient.getQueryData(ALL)?.pages.flatMap(({ items }) => items) ?? []
const ids = () => rows().map(({ id }) => id)

beforeEach(() => {
  queryClient.setQueryData(ALL, {
    pages: [
      { items: [ONE, TWO], next: 'c' },
      { items: [THREE], next: null },
    ],
    pageParams: [undefined, 'c'],
  })
  queryClient.setQueryData(claimQuery(2).queryKey, DETAIL)
})
afterEach(() => {
  queryClient.clear()
  vi.restoreAllMocks()
})

describe('what is shown before the desk has answered', () => {
  it('is taken back alone, where others changed the rest meanwhile', () => {
    const back = foresee(2, { state: 'assigned' })
    expect(rows()[1]?.state).toBe('assigned')
    queryClient.setQueryData(
      ALL,
      (now) =>
        now && {
          ...now,
          pages: now.pages.map((page) => ({
            ...page,
            items: page.items.map((row) => ({ ...row, sensitive: true })),
          })),
        },
    )
    back()
    expect(rows()[1]).toMatchObject({ state: 'new', sensitive: true })
  })

  it('puts a row that left back among those that are there by then', () => {
    const back = foresee(2, null)
    const other = foresee(1, null)
    expect(ids()).toEqual([3])
    back()
    expect(ids()).toEqual([2, 3])
    other()
    expect(ids()).toEqual([1, 2, 3])
    other()
    expect(ids()).toEqual([1, 2, 3])
  })

  it('gives way to what the desk answers, in the list and on the page', async () => {
    const answer = { ...DETAIL, version: 5, state: 'assigned', tags: ['harbour'] }
    expect(await write(2, { state: 'assigned' }, () => Promise.resolve(answer))).toBe(true)
    expect(rows()[1]).toEqual({ ...TWO, version: 5, state: 'assigned', tags: ['harbour'] })
    expect(queryClient.getQueryData(claimQuery(2).queryKey)).toEqual(answer)
  })

  it('is read again once the last of the writes is through, not between them', async () => {
    const reads = vi.spyOn(queryClient, 'invalidateQueries')
    let finish: () => void = () => undefined
    const slow = write(1, null, () => new Promise<void>((resolve) => (finish = resolve)))
    await write(2, null, () => Promise.resolve())
    expect(reads).not.toHaveBeenCalled()
    finish()
    await slow
    expect(reads).toHaveBeenCalled()
  })

  it('is taken back where the desk refuses, which is said in its own way', async () => {
    const refused = vi.fn()
    const error = new Error('No.')
    expect(await write(2, null, () => Promise.reject(error), refused)).toBe(false)
    expect(refused).toHaveBeenCalledWith(error)
    expect(ids()).toEqual([1, 2, 3])
  })
})
