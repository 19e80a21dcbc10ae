import { fireEvent, waitFor } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { show } from '../../../test-render'
import { BarChart } from './BarChart'
import { inLines, scaleTo, shown, stack } from './scale'
import { TimeChart } from './TimeChart'

/** A browser tells the width of what is watched; jsdom has no such thing. */
class Wide {
  constructor(private readonly told: ResizeObserverCallback) {}
  observe(target: Element) {
    const contentRect = { width: 468, height: 240 } as DOMRectReadOnly
    const size = [{ inlineSize: 468, blockSize: 240 }]
    this.told(
      [
        {
          target,
          contentRect,
          borderBoxSize: size,
          contentBoxSize: size,
          devicePixelContentBoxSize: size,
        },
      ],
      this,
    )
  }
  unobserve() {
    return
  }
  disconnect() {
    return
  }
}
beforeEach(() => vi.stubGlobal('ResizeObserver', Wide))
afterEach(() => vi.unstubAllGlobals())

describe('an axis', () => {
  it('ends on a round number and counts claims by whole ones', () => {
    expect(scaleTo(37)).toEqual({ top: 40, ticks: [0, 10, 20, 30, 40] })
    expect(scaleTo(3).ticks.every(Number.isInteger)).toBe(true)
    expect(scaleTo(0).top).toBeGreaterThan(0)
  })

  it('names the last step, and as many before it as have room', () => {
    const days = Array.from({ length: 28 }, (_, at) => `${at + 1} Nov`)
    const few = shown(days, 300)
    expect(few.at(-1)).toBe(27)
    expect(few.length).toBeLessThan(7)
    expect(shown(days.slice(0, 3), 900)).toEqual([0, 1, 2])
  })

  it('parts a long word in two lines', () => {
    expect(inLines('assigned', 100)).toEqual(['assigned'])
    expect(inLines('waits for a second opinion', 100)).toEqual(['waits for a', 'second opinion'])
  })
})

it('stacks each series on those before it', () => {
  expect(stack([[1, 2], [3, 0], [1, 1]])).toEqual([
    [[0, 1], [0, 2]],
    [[1, 4], [2, 2]],
    [[4, 5], [2, 3]],
  ]) // prettier-ignore
})

/** What is drawn once the width is known. */
async function drawn(chart: ReactElement): Promise<HTMLElement> {
  const { container } = show(chart)
  await waitFor(() => expect(container.querySelector('svg')).not.toBeNull())
  return container
}

const LINES = [
  { name: 'work', label: 'in work', color: 'red', dash: '7 4' },
  { name: 'new', label: 'untouched', color: 'blue' },
]
const VALUES = { work: [4, 8, 0], new: [4, 2, 6] }
const WORDS = ['1 Nov', '2 Nov', '3 Nov']
const heights = (chart: Element, name: string) =>
  (chart.querySelector(`[data-line="${name}"] polyline`)?.getAttribute('points') ?? '')
    .split(' ')
    .map((point) => Number(point.split(',')[1]))

describe('numbers over time', () => {
  it('lie as high as they are, each on top of the one before where they are stacked', async () => {
    const plain = await drawn(<TimeChart words={WORDS} lines={LINES} values={VALUES} />)
    const [first, most, none] = heights(plain, 'work') as [number, number, number]
    expect((none - first) * 2).toBeCloseTo(none - most)
    expect(heights(plain, 'new')[0]).toBe(first)
    const stacked = await drawn(<TimeChart stacked words={WORDS} lines={LINES} values={VALUES} />)
    const [onTop] = heights(stacked, 'new') as [number]
    expect(onTop).toBeLessThan(heights(stacked, 'work')[0] ?? 0)
  })

  it('are told for the day that is pointed at', async () => {
    const container = await drawn(<TimeChart words={WORDS} lines={LINES} values={VALUES} />)
    const chart = container.querySelector('svg')?.parentElement as HTMLElement
    fireEvent(chart, new MouseEvent('pointermove', { clientX: 240, bubbles: true }))
    expect(container.querySelector('strong')?.textContent).toBe('2 Nov')
    expect([...container.querySelectorAll('b')].map((b) => b.textContent)).toEqual(['8', '2'])
    fireEvent.pointerLeave(chart)
    expect(container.querySelector('strong')).toBeNull()
  })
})

it('draws bars as long as their numbers, with these beside them', async () => {
  const rows = [{ word: 'assigned', values: [2.5, 10] }]
  const container = await drawn(<BarChart rows={rows} colors={['red', 'blue']} />)
  const [short, long] = [...container.querySelectorAll('rect')].map((bar) =>
    Number(bar.getAttribute('width')),
  )
  expect((short ?? 0) * 4).toBeCloseTo(long ?? 0)
  const said = [...container.querySelectorAll('[data-value] text')].map((text) => text.textContent)
  expect(said).toEqual(['2.5', '10'])
})
