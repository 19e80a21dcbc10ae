import { describe, expect, it } from 'vitest'
import { differences } from './fields'
import { isAddress } from './stated'

describe('what a policy publishes', () => {
  it('is said word for word where it differs, beyond any length', () => {
    const long = 'So we do. '.repeat(500)
    const before = { publishing: { public: false, corrections: { url: '', text: long } } }
    const after = {
      publishing: { public: true, language: 'de', corrections: { url: '', text: `${long}!` } },
    }
    const found = differences(before, after)
    expect(found).toEqual([
      { field: 'Verdicts have public pages', before: 'no', after: 'yes' },
      { field: 'Language of the public pages', before: '–', after: 'Deutsch' },
      { field: 'Corrections', before: long, after: `${long}!` },
    ])
    expect(differences(after, after)).toEqual([])
  })

  it('takes no address that a browser would not open as a page', () => {
    for (const url of ['', 'https://a.example', 'HTTP://a.example/x?y#z']) {
      expect(isAddress(url)).toBe(true)
    }
    for (const url of ['a.example', 'javascript:alert(1)', 'https://', 'https://a b']) {
      expect(isAddress(url)).toBe(false)
    }
  })
})
