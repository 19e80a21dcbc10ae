import { describe, expect, it } from 'vitest'
import { diffLines, diffTexts, type Change } from './diff'

const shape = (changes: Change[]) =>
  changes.map(({ kind, text }) => ({ same: '', added: '+', removed: '-' })[kind] + text)
const without = (changes: Change[], kind: Change['kind']) =>
  changes
    .filter((change) => change.kind !== kind)
    .map(({ text }) => text)
    .join('')

describe('what became of a text', () => {
  it('is told by words', () => {
    expect(
      shape(diffTexts('Fees will double, she said.', 'Fees will rise by half, she said.')),
    ).toEqual(['Fees will ', '-double', '+rise by half', ', she said.'])
  })

  it('keeps paragraphs that nobody touched whole', () => {
    const before = 'One.\n\nTwo two.\n\nThree.\n'
    const after = 'One.\n\nNew.\n\nThree.\n'
    expect(diffLines(before, after).map(shape)).toEqual([
      ['One.'],
      ['-Two two', '+New', '.'],
      ['Three.'],
    ])
  })

  it('takes out and puts in whole paragraphs', () => {
    const before = 'It was said.\n\nTwo two.\n\nThree.'
    const after = 'It has said.\n\nThree.'
    expect(diffLines(before, after).map(shape)).toEqual([
      ['It ', '-was', '+has', ' said.'],
      ['-Two two.'],
      ['Three.'],
    ])
  })

  it('is nothing for the same text, and everything for no text', () => {
    expect(shape(diffTexts('a b', 'a b'))).toEqual(['a b'])
    expect(shape(diffTexts('', 'a b'))).toEqual(['+a b'])
    expect(shape(diffTexts('a b', ''))).toEqual(['-a b'])
  })

  it('never tears an emoji or a word of another script', () => {
    expect(shape(diffTexts('🚢 אמר השר', '🚲 אמר הראש'))).toEqual([
      '-🚢',
      '+🚲',
      ' אמר ',
      '-השר',
      '+הראש',
    ])
  })

  it('always gives both texts back', () => {
    let seed = 11
    const random = (most: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % most
    const words = ['a', 'b ', 'c\n', '😀', ', ', 'dé', '\n\n', ' ']
    const text = () =>
      Array.from({ length: random(60) }, () => words[random(words.length)]).join('')
    for (let i = 0; i < 300; i++) {
      const [before, after] = [text(), text()]
      const changes = diffTexts(before, after)
      expect(without(changes, 'added')).toBe(before)
      expect(without(changes, 'removed')).toBe(after)
    }
  })

  it('gives up on word by word where all of it is another text', () => {
    const before = Array.from({ length: 3000 }, (_, i) => `a${i}`).join(' ')
    const after = Array.from({ length: 3000 }, (_, i) => `b${i}`).join(' ')
    const changes = diffTexts(before, after)
    expect(without(changes, 'added')).toBe(before)
    expect(without(changes, 'removed')).toBe(after)
  })
})
