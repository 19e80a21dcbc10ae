import { describe, expect, it } from 'vitest'
import { differences, labelsOf, newKey, optionsOf, type Label } from './options'

const label = (words: string, more: Partial<Label> = {}): Label => ({
  key: words.toLowerCase(),
  label: words,
  meaning: '',
  off: null,
  retired: false,
  known: true,
  ...more,
})

describe('a scale’s labels', () => {
  it('are ranked by their place, from the true end down', () => {
    const made = optionsOf([label('True'), label('Open', { off: 'unproven' }), label('False')])
    expect(made.map(({ label: words, rank }) => [words, rank])).toEqual([
      ['True', 2],
      ['Open', null],
      ['False', 1],
    ])
  })

  it('keep a retired one within the ranks in use', () => {
    const made = optionsOf([label('Old', { retired: true }), label('True'), label('False')])
    expect(made.map(({ rank }) => rank)).toEqual([2, 2, 1])
    expect(labelsOf(made).map(({ key }) => key)).toEqual(['true', 'old', 'false'])
  })

  it('get keys nobody else has', () => {
    const taken = new Set(['half_true'])
    expect(newKey('Half true', taken)).toBe('half_true_2')
    expect(newKey('半分', taken)).toBe('label')
  })

  it('say what differs', () => {
    const before = optionsOf([label('True'), label('False')])
    const after = optionsOf([
      label('Right', { key: 'true' }),
      label('Partly', { key: '' }),
      label('False', { retired: true }),
    ])
    expect(differences(before, after)).toEqual([
      '“True” is now called “Right”',
      'New: “Partly”, step 1',
      '“False” is retired: only older verdicts bear it',
    ])
  })
})
