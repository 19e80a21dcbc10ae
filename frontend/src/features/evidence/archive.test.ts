import { describe, expect, it } from 'vitest'
import { archiveLines, sizeOf } from './archive'

const ARCHIVE = {
  checked_at: '2026-11-24T10:00:00Z',
  error: '',
  archived_at: '2026-11-23T10:00:00Z',
  sha256: 'ab',
  changed_at: null,
  gone: false,
}
const lines = (part: Partial<typeof ARCHIVE> | { changed_at: string }, changed = false) =>
  archiveLines({ archive: { ...ARCHIVE, ...part } }, changed).map(({ text }) => text)

describe('what was kept of a page', () => {
  it('says that a copy is there, or that none is yet', () => {
    expect(lines({})).toEqual([expect.stringMatching(/^Copy kept, .*2026/)])
    expect(archiveLines({ archive: null }, false)[0]?.text).toMatch(/^Not looked at yet/)
  })

  it('says first what a verdict can no longer rest on', () => {
    expect(lines({ changed_at: '2026-11-24T09:00:00Z' }, true)[0]).toMatch(/^Changed since/)
    expect(lines({ changed_at: '2026-11-24T09:00:00Z' })[0]).toMatch(/^The page is another/)
    expect(lines({ gone: true, error: '404' })).toEqual([
      expect.stringMatching(/^Gone/),
      expect.stringMatching(/^Copy kept/),
    ])
    expect(lines({ error: 'No answer.' })[0]).toBe('The last look failed: No answer.')
  })

  it('says how large a file is', () => {
    expect([12, 240_400, 2_350_000].map(sizeOf)).toEqual(['12 bytes', '240 kB', '2.4 MB'])
  })
})
