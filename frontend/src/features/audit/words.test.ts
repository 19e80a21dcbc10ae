import { describe, expect, it } from 'vitest'
import type { DeskScale } from '../../api/client'
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

  it('names ratings, roles and other keys as the rest of the page does', () => {
    const scale = (key: string, label: string) =>
      ({
        key,
        version: 2,
        name: `The ${key} scale`,
        options: [{ key: 'half_true', label }],
      }) as DeskScale
    const scales = [scale('five', 'Half true'), scale('local', 'Partly so')]
    const given = { rating: 'half_true', scale: 'local 2' }
    const said = changes({ entity: 'verdict', before: null, after: given }, scales)
    expect(said.map(({ after }) => after)).toEqual(['Partly so', 'The local scale'])
    const roles = (role: string) => ({ roles: [{ desk: 1, role }] })
    expect(changes({ entity: 'person', before: roles('checker'), after: roles('editor') })).toEqual(
      [{ field: 'roles', before: 'Checker', after: 'Editor' }],
    )
    const known = {
      stance: 'refutes',
      terms: 'off_the_record',
      outcome: 'corroborated',
      reason_class: 'fear_for_job',
      result: 'no_answer',
      channel: 'press_office',
      priority: 2,
    }
    expect(
      changes({ entity: 'followup', before: null, after: known }).map(({ after }) => after),
    ).toEqual([
      'Refutes',
      'Off the record',
      'Corroborated independently',
      'Fear for their job',
      'No answer',
      'Through the press office',
      'urgent',
    ])
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
      after: { state: 'submitted', due: 'bald', not_known: 2, role: 'editor' },
    }
    const said = changes(event).map(({ field, before, after }) => `${field}: ${before} → ${after}`)
    activate('en', {})
    expect(said).toEqual([
      'Stand: In Prüfung → Eingereicht',
      'fällig: – → bald',
      'not known: 1 → 2',
      'Rolle: null → Redaktion',
    ])
  })
})
