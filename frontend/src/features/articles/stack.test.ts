import { describe, expect, it } from 'vitest'
import { stack } from './stack'

const note = (wanted: number, height = 40) => ({ wanted, height })

describe('notes in the margin', () => {
  it('stand beside their claims where there is room', () => {
    expect(stack([note(0), note(100), note(300)], -1)).toEqual([0, 100, 300])
  })

  it('give way downwards', () => {
    expect(stack([note(0), note(10), note(20), note(300)], -1)).toEqual([0, 48, 96, 300])
  })

  it('give way to the chosen one in both directions', () => {
    expect(stack([note(100), note(110), note(120, 200), note(130)], 2)).toEqual([24, 72, 120, 328])
  })

  it('never stand above the text', () => {
    expect(stack([note(0), note(4), note(8)], 2)).toEqual([0, 48, 96])
    expect(stack([], 0)).toEqual([])
  })
})
