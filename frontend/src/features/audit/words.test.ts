import { describe, expect, it } from 'vitest'
import { activate } from '../../i18n'
import { messages as shared } from '../../locales/de'
import { messages } from '../../locales/de-later'
import { changes, show } from './words'

describe('the audit trail in words', () => {
  it('shows what changed and only that', () => {
    expect(
      changes({
        entity: 'claim',
        before: { state: 'in_review', due: null, words: 'a' },
        after: { state: 'submitted', due: null, words: 'a', note: '' },
      }),
    ).toEqual([{ field: 'state', before: 'In review', after: 'Submitted' }])
    expect(
      changes({ entity: 'verdict', before: null, after: { rating_key: 'half_true', empty: null } }),
    ).toEqual([{ field: 'rating', before: null, after: 'half true' }])
  })

  it('shows values of every kind', () => {
    expect([null, '', 3, true, [], [1, 2], { a: 1 }].map(show)).toEqual([
      '–',
      '–',
      '3',
      'yes',
      '–',
      '1, 2',
      '{"a":1}',
    ])
  })

  it('is German in German, but for keys of a later release', () => {
    activate('de', { ...shared, ...messages })
    const event = {
      entity: 'claim',
      before: { state: 'in_review', due: null, not_known: 1 },
      after: { state: 'submitted', due: 'bald', not_known: 2 },
    }
    const said = changes(event).map(({ field, before, after }) => `${field}: ${before} → ${after}`)
    activate('en', {})
    expect(said).toEqual([
      'Stand: In Prüfung → Eingereicht',
      'fällig: – → bald',
      'not known: 1 → 2',
    ])
  })
})
