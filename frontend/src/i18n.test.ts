import { plural } from '@lingui/core/macro'
import { afterEach, expect, it, vi } from 'vitest'
import { activate } from './i18n'
import { showNumber } from './lib/dates'

afterEach(() => {
  vi.unstubAllGlobals()
  activate('en', {})
})

it('writes numbers in sentences and alone as the reader’s region does', () => {
  vi.stubGlobal('navigator', { languages: ['de-CH', 'en-US'] })
  activate('de', {})
  const sentence = plural(12_345, { one: '# Aussage', other: '# Aussagen' })
  // Swiss German parts thousands otherwise than German does.
  const swiss = new Intl.NumberFormat('de-CH').format(12_345)
  expect(swiss).not.toBe(new Intl.NumberFormat('de').format(12_345))
  expect(showNumber(12_345)).toBe(swiss)
  expect(sentence).toBe(`${swiss} Aussagen`)
})
