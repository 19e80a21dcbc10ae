import { personNow } from './own'

/**
 * What was typed of a source and not sent yet, as this browser keeps it: nobody but whoever typed it
 * is to find it there, and that only as long as they are signed in.
 */
const NOTES = /^(?:followup|attempt|corroboration|sign-off|waiver):/
const PLACE = /^claimdesk:(draft|draft-tabs|outbox):(\d*):(.*)$/s

interface Found {
  place: string
  person: string
  /** What stays there: what waits beside it for the connection. */
  rest: string | null
}

/** What is no note on a source among what waits for the connection; null where nothing is one. */
function othersWaiting(stored: string): unknown[] | null {
  let waiting: unknown
  try {
    waiting = JSON.parse(stored)
  } catch {
    return null
  }
  if (!Array.isArray(waiting)) return null
  const calls = waiting as { draft?: unknown }[]
  const others = calls.filter(({ draft }) => typeof draft !== 'string' || !NOTES.test(draft))
  return others.length === calls.length ? null : others
}

function found(): Found[] {
  return Object.keys(localStorage).flatMap((place) => {
    const [, kind, person = '', key = ''] = PLACE.exec(place) ?? []
    if (kind === 'outbox') {
      const others = othersWaiting(localStorage.getItem(place) ?? '')
      if (others === null) return []
      return [{ place, person, rest: others.length === 0 ? null : JSON.stringify(others) }]
    }
    return kind !== undefined && NOTES.test(key) ? [{ place, person, rest: null }] : []
  })
}

function remove(all: Found[]): void {
  for (const { place, rest } of all)
    if (rest === null) localStorage.removeItem(place)
    else localStorage.setItem(place, rest)
}

const isOwn = ({ person }: Found): boolean => person === personNow()

/** Whether there is something of whoever is signed in. */
export const hasUnsentNotes = (): boolean => found().some(isOwn)

/** Removes it: on signing out. */
export const forgetUnsentNotes = (): void => remove(found().filter(isOwn))

/** Removes what others left here whose session ended without their signing out. */
export const forgetNotesOfOthers = (): void => remove(found().filter((one) => !isOwn(one)))
