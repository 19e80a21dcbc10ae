import { describe, expect, it } from 'vitest'
import { nudged, snap, trimmed, wordsOf, wordStep } from './wordSteps'

const TEXT = '😀 “We won,” said Zoë.'
const read = (text: string, [start, end]: readonly [number, number]) =>
  Array.from(text).slice(start, end).join('')

describe('words', () => {
  it('are counted in code points, in any script', () => {
    expect(wordsOf(TEXT).map((at) => read(TEXT, at))).toEqual(['We', 'won', 'said', 'Zoë'])
    const hebrew = '🚴 אמר השר: "ניצחנו"'
    expect(wordsOf(hebrew).map((at) => read(hebrew, at))).toEqual(['אמר', 'השר', 'ניצחנו'])
  })

  it('are stepped over by their beginnings or their ends', () => {
    const words = wordsOf(TEXT)
    expect(wordStep(words, 5, 1, 'end')).toBe(9)
    expect(wordStep(words, 9, -1, 'end')).toBe(5)
    expect(wordStep(words, 3, 1, 'start')).toBe(6)
    expect(wordStep(words, 3, -1, 'start')).toBeNull()
  })

  it('are taken whole where part of one was selected, with the signs that were selected too', () => {
    const words = wordsOf(TEXT)
    expect(read(TEXT, snap(words, [4, 7]) ?? [0, 0])).toBe('We won')
    expect(read(TEXT, snap(words, [2, 11]) ?? [0, 0])).toBe('“We won,”')
    expect(snap(words, [0, 2])).toBeNull()
  })

  it('are had without the white space around them', () => {
    expect(trimmed('😀  a b \n', [1, 8])).toEqual([3, 6])
    expect(trimmed('a   b', [1, 3])).toEqual([1, 1])
  })
})

describe('nudging an edge', () => {
  const words = wordsOf('one two three four')
  const move = (side: 'start' | 'end', by: 1 | -1, fine = false) =>
    nudged(words, 18, [[4, 13]], { side, by, fine })

  it('goes by words, or by one character', () => {
    expect(move('end', 1)).toEqual([[4, 18]])
    expect(move('end', -1)).toEqual([[4, 7]])
    expect(move('start', 1)).toEqual([[8, 13]])
    expect(move('start', -1)).toEqual([[0, 13]])
    expect(move('end', 1, true)).toEqual([[4, 14]])
  })

  it('leaves a word in it, and stays in the text and out of its other pieces', () => {
    expect(nudged(words, 18, [[4, 7]], { side: 'end', by: -1, fine: false })).toBeNull()
    expect(nudged(words, 18, [[0, 18]], { side: 'end', by: 1, fine: true })).toBeNull()
    const pieces: [number, number][] = [
      [0, 3],
      [8, 13],
    ]
    expect(nudged(words, 18, pieces, { side: 'end', by: 1, fine: false })).toEqual([
      [0, 3],
      [8, 18],
    ])
  })
})
