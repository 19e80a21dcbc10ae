import { beforeEach, describe, expect, it } from 'vitest'
import { draftsOf } from './own'
import { forgetNotesOfOthers, forgetUnsentNotes, hasUnsentNotes } from './sourceNotes'

const put = (place: string, value: unknown) =>
  localStorage.setItem(`claimdesk:${place}`, JSON.stringify(value))
const places = () => Object.keys(localStorage).sort()

beforeEach(() => {
  localStorage.clear()
  draftsOf(3)
})

describe('notes on a source that are not sent', () => {
  it.each(['followup:7', 'attempt:7', 'corroboration:7', 'sign-off:7', 'waiver:7:basis'])(
    'are found and forgotten as %s',
    (name) => {
      expect(hasUnsentNotes()).toBe(false)
      put(`draft:3:${name}`, { note: 'Met at the quay.' })
      put(`draft-tabs:3:${name}`, { by: '', aside: [{ note: 'At noon.' }] })
      expect(hasUnsentNotes()).toBe(true)
      forgetUnsentNotes()
      expect(places()).toEqual([])
    },
  )

  it('leave what else was typed, and what others typed', () => {
    put('draft:3:verdict:7', { summary: 'So it is.' })
    put('draft:3:comment:followup:7', 'No note.')
    put('draft:9:followup:7', { note: 'Another’s.' })
    put('prefs:3:followup:7', 'no draft')
    expect(hasUnsentNotes()).toBe(false)
    const before = places()
    forgetUnsentNotes()
    expect(places()).toEqual(before)
  })

  it('are taken out of what waits for the connection', () => {
    const verdict = { draft: 'verdict:7', key: 'a', call: { kind: 'verdict' } }
    put('outbox:3:calls', [verdict, { draft: 'attempt:7', key: 'b', call: { kind: 'attempt' } }])
    expect(hasUnsentNotes()).toBe(true)
    forgetUnsentNotes()
    expect(JSON.parse(localStorage.getItem('claimdesk:outbox:3:calls') ?? '')).toEqual([verdict])
    expect(hasUnsentNotes()).toBe(false)
    put('outbox:3:calls', [{ draft: 'followup:7', key: 'c', call: { kind: 'followUp' } }])
    forgetUnsentNotes()
    expect(places()).toEqual([])
  })

  it('of others go when the next person comes', () => {
    put('draft:9:followup:7', { note: 'Another’s.' })
    put('draft:9:verdict:7', { summary: 'Another’s verdict.' })
    put('draft:3:followup:7', { note: 'One’s own.' })
    forgetNotesOfOthers()
    expect(places()).toEqual(['claimdesk:draft:3:followup:7', 'claimdesk:draft:9:verdict:7'])
  })

  it('that cannot be read stop nothing', () => {
    localStorage.setItem('claimdesk:outbox:3:calls', '{broken')
    put('outbox:9:calls', 'no list')
    expect(hasUnsentNotes()).toBe(false)
  })
})
