import { act, renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

const KEY = 'verdict:7'
const begun = { rating: '', summary: '', reasons: '' }

/** A tab of this browser: the same store, with modules of its own. */
async function tab() {
  vi.resetModules()
  const own = await import('./own')
  own.draftsOf(1)
  const drafts = await import('./drafts')
  const asides = await import('./asides')
  const { result } = renderHook(() => drafts.useDraft(KEY, begun))
  return {
    ...drafts,
    ...asides,
    shows: () => result.current[0],
    type: (part: Partial<typeof begun>) =>
      act(() => result.current[1]({ ...result.current[0], ...part })),
    others: () => JSON.parse(asides.asidesText(KEY)) as unknown[],
  }
}

/** What the browser tells the other tabs after one has written; this page's tabs all hear of it. */
function written(before: string | null) {
  const key = `claimdesk:draft:1:${KEY}`
  act(() => {
    window.dispatchEvent(
      new StorageEvent('storage', { key, oldValue: before, newValue: localStorage.getItem(key) }),
    )
  })
}
const stored = () => localStorage.getItem(`claimdesk:draft:1:${KEY}`)

describe('two tabs on one draft', () => {
  it('share it as they go, and what one goes on from is no loss', async () => {
    const one = await tab()
    one.type({ summary: 'The toll' })
    const two = await tab()
    expect(two.shows().summary).toBe('The toll')
    two.type({ summary: 'The toll fell.', rating: 'true' })
    expect(two.others()).toEqual([])
    one.type({ summary: 'The toll fell. Twice.' })
    expect(one.others()).toEqual([])
  })

  it.each([
    ['the first', 0],
    ['the second', 1],
  ])('lose nothing where %s writes over the other’s words', async (_, which) => {
    const tabs = [await tab(), await tab()]
    const [over, under] = which === 0 ? tabs : tabs.toReversed()
    under?.type({ summary: 'Half a finding', reasons: 'Table 4' })
    over?.type({ summary: 'Another finding', reasons: 'Table 4' })
    expect(over?.shows().summary).toBe('Another finding')
    expect(over?.others()).toEqual([{ rating: '', summary: 'Half a finding', reasons: 'Table 4' }])
    // And it is still there once the tab that typed it, and then this one, is gone.
    expect((await tab()).others()).toHaveLength(1)
  })

  it('keep both where they write at the same moment', async () => {
    const one = await tab()
    one.type({ summary: 'Here' })
    // The other tab had not heard of it and replaced what it saw: nothing.
    localStorage.setItem(`claimdesk:draft:1:${KEY}`, JSON.stringify({ ...begun, summary: 'There' }))
    written(null)
    expect(one.shows().summary).toBe('There')
    expect(one.others()).toEqual([{ ...begun, summary: 'Here' }])
  })

  it('have the other’s words still when one of them has sent its own', async () => {
    const one = await tab()
    one.type({ summary: 'Mine' })
    const two = await tab()
    two.type({ summary: 'Ours' })
    act(() => void two.settleDraft(KEY, { ...begun, summary: 'Ours' }))
    expect(stored()).toBeNull()
    expect(two.others()).toEqual([{ ...begun, summary: 'Mine' }])
    act(() => two.dropAside(KEY, { ...begun, summary: 'Mine' }))
    expect(localStorage.length).toBe(0)
  })
})

it('a tab that is reloaded, or opened once the other is closed, goes on with its words', async () => {
  const one = await tab()
  one.type({ summary: 'A long finding' })
  window.dispatchEvent(new Event('pagehide'))
  const again = await tab()
  again.type({ summary: 'Short' })
  expect(again.others()).toEqual([])
})

it('a tab that was open while another typed and was closed keeps that one’s words', async () => {
  const early = await tab()
  const late = await tab()
  late.type({ summary: 'A long finding' })
  window.dispatchEvent(new Event('pagehide'))
  early.type({ summary: 'Short' })
  expect(early.others()).toEqual([{ ...begun, summary: 'A long finding' }])
})

it('what is chosen, not typed, is no loss', async () => {
  const one = await tab()
  one.type({ rating: 'true' })
  const two = await tab()
  two.type({ rating: 'false' })
  expect(two.others()).toEqual([])
})
