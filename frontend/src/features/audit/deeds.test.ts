import { afterEach, describe, expect, it } from 'vitest'
import { activate } from '../../i18n'
import { DEED_KEYS, deed, deedName } from './deeds'
import { messages } from '../../locales/de-later'

afterEach(() => activate('en', {}))

const sheet = () =>
  [
    ...DEED_KEYS.map((action) => ({ action, entity: 'claim' })),
    { action: 'revise', entity: 'article' },
    { action: 'withdraw', entity: 'article' },
    { action: 'withdraw', entity: 'unknown_article' },
  ]
    .map((each) => `${each.action} ${each.entity}: Vera ${deed(each)}`)
    .join('\n')

describe('a deed', () => {
  it('is a whole sentence in English', async () => {
    await expect(sheet()).toMatchFileSnapshot('deeds.en.txt')
  })

  it('is a whole sentence in German', async () => {
    activate('de', messages)
    await expect(sheet()).toMatchFileSnapshot('deeds.de.txt')
    for (const action of DEED_KEYS) {
      // The participle ends it, but where a clause says why.
      const words = deed({ action, entity: 'claim' })
      expect(words).toMatch(/^hat (die Aussage|(für|über) die Aussage) .*(t|en)$/)
    }
  })

  it('says what became of the claim in the words of its states', () => {
    activate('de', messages)
    expect(deed({ action: 'return', entity: 'claim' })).toBe('hat die Aussage zurückgegeben')
    expect(deed({ action: 'release', entity: 'claim' })).toBe('hat die Aussage abgegeben')
    expect(deed({ action: 'reuse', entity: 'claim' })).toBe(
      'hat für die Aussage ein früheres Urteil wiederverwendet',
    )
  })

  it('tells waking a claim from snoozing it, and noting somebody from asking them', () => {
    const snoozed = { action: 'snooze', entity: 'claim' }
    const until = { snoozed_until: '2036-01-14T08:00:00Z' }
    expect(deed({ ...snoozed, after: until })).toBe('put the claim aside')
    expect(deed({ ...snoozed, after: { snoozed_until: null } })).toBe('took the claim up again')
    expect(deed({ action: 'open', entity: 'reply' })).toBe('noted somebody to be asked for comment')
  })

  it('has a name without its thing, and of a later release its own', () => {
    expect(deedName('close')).toBe('closed …')
    expect(deed({ action: 'update', entity: 'followup' })).toBe('updated the follow-up')
    expect(deed({ action: 'knock_over', entity: 'other_thing' })).toBe('knock over other thing')
  })
})
