import { useEffect, useSyncExternalStore } from 'react'
import { api, unwrap } from '../api/client'
import { TAB, type LivePerson, type LivePresence } from './connection'
import { isLive } from './state'

const SETTLED = 300
const WRITES_FOR = 15_000
const NOBODY: readonly LivePerson[] = []

let there = new Map<number, readonly LivePerson[]>()
const watchers = new Set<() => void>()

function tell(): void {
  for (const changed of watchers) changed()
}

/** Who is where, as the desk says on arrival. */
export function setPresence(all: readonly LivePresence[]): void {
  there = new Map(all.map(({ claim, people }) => [claim, people]))
  tell()
}

/** Who is on one claim now. */
export function changePresence({ claim, people }: LivePresence): void {
  there = new Map(there)
  if (people.length === 0) there.delete(claim)
  else there.set(claim, people)
  tell()
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => watchers.delete(changed)
}

/** Everybody who has the claim open, oneself among them. */
export const useThere = (claim: number): readonly LivePerson[] =>
  useSyncExternalStore(watch, () => there.get(claim) ?? NOBODY)

let here: { claim: number | null; writing: boolean } = { claim: null, writing: false }
let sent = ''
let settling: number | undefined
let resting: number | undefined

function move(next: typeof here): void {
  here = next
  window.clearTimeout(settling)
  settling = window.setTimeout(() => void sayWhere(), SETTLED)
}

/** Says where this page is, once it stays there; again after the line was broken. */
export async function sayWhere(again = false): Promise<void> {
  if (!isLive()) return
  const now = JSON.stringify(here)
  if (again ? here.claim === null : now === sent) return
  sent = now
  // A hint is not worth a complaint: it is said again with the next step.
  await unwrap(api.PUT('/api/v1/presence', { body: { tab: TAB, ...here } })).catch(() => {
    sent = ''
  })
}

/** Lets colleagues see that somebody has this claim open. */
export function useHere(claim: number | null): void {
  useEffect(() => {
    move({ claim, writing: false })
    return () => {
      window.clearTimeout(resting)
      move({ claim: null, writing: false })
    }
  }, [claim])
}

/** Lets colleagues see that somebody is writing a verdict on the claim; for a while after each key. */
export function noteWriting(claim: number): void {
  if (here.claim !== claim) return
  if (!here.writing) move({ claim, writing: true })
  window.clearTimeout(resting)
  resting = window.setTimeout(() => {
    if (here.claim === claim) move({ claim, writing: false })
  }, WRITES_FOR)
}
