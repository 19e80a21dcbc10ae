import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Claim, ClaimDetail } from '../../api/client'
import { claimQuery, claimsQuery, queryClient } from '../../api/queries'
import { claim } from '../../test-desk'
import { comeBack, foresee, write } from './optimism'

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

  it('is taken back whole where two writes on a claim are refused, one after the other', async () => {
    const no: (() => void)[] = []
    const refuse = () => new Promise((_, reject) => no.push(() => reject(new Error('No.'))))
    const refused = vi.fn()
    const both = [
      write(2, { state: 'in_review' }, refuse, refused),
      write(2, { state: 'submitted' }, refuse, refused),
    ]
    expect(rows()[1]?.state).toBe('submitted')
    for (const go of no) go()
    expect(await Promise.all(both)).toEqual([false, false])
    expect(rows()[1]?.state).toBe('new')
  })

  it('is not taken back over what the desk has answered since', async () => {
    const refuse = () => Promise.reject(new Error('No.'))
    const answer = { ...DETAIL, version: 5, state: 'in_review' }
    const saved = write(2, { state: 'in_review' }, () => Promise.resolve(answer))
    const later = write(2, { state: 'submitted' }, () => saved.then(refuse), vi.fn())
    expect(await later).toBe(false)
    expect(rows()[1]).toMatchObject({ version: 5, state: 'in_review' })
  })

  it('comes back where it stood, as its leaving is undone', async () => {
    await write(2, null, () => Promise.resolve())
    expect(ids()).toEqual([1, 3])
    const out = comeBack(2)
    expect(ids()).toEqual([1, 2, 3])
    out()
    expect(ids()).toEqual([1, 3])
  })

  it('is taken back where the desk refuses, which is said in its own way', async () => {
    const refused = vi.fn()
    const error = new Error('No.')
    expect(await write(2, null, () => Promise.reject(error), refused)).toBe(false)
    expect(refused).toHaveBeenCalledWith(error)
    expect(ids()).toEqual([1, 2, 3])
  })
})
