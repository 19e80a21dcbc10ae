import { t } from '@lingui/core/macro'
import { useEffect, useSyncExternalStore } from 'react'
import { ApiProblem, type ClaimDetail, type FollowUp } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { forgetDraft, rebaseDraft } from '../../lib/drafts'
import { uniqueId } from '../../lib/ids'
import { ownPlace } from '../../lib/own'
import { storageWatchers } from '../../lib/storage'
import { complain, say } from '../../ui/undo'
import { offerWithdrawal } from '../claims/withdrawal'
import { nameOf, send, type Call } from './calls'
import { thereAlready } from './there'

/**
 * What was sent while the desk could not be reached, under the name of its draft. The key is that of
 * the first try, to which an answer may only not have come: the desk then does it once.
 */
interface Waiting {
  draft: string
  key: string
  call: Call
}

const AGAIN = 15_000
const place = () => ownPlace('outbox', 'calls')
const { watch, tell } = storageWatchers()

function read(): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(place()) ?? '[]') as Waiting[]
  } catch {
    return []
  }
}

function write(waiting: Waiting[]): void {
  try {
    if (waiting.length === 0) localStorage.removeItem(place())
    else localStorage.setItem(place(), JSON.stringify(waiting))
  } catch {
    // The browser's store is full or closed: the draft is still on the page, to be sent by hand.
  }
  tell()
}

const without = (draft: string) => read().filter((one) => one.draft !== draft)

/** Whether a write failed for want of a desk, not because that refused it. */
export const outOfReach = (error: unknown): boolean =>
  error instanceof ApiProblem && [0, 502, 503, 504].includes(error.status)

/** What the desk has already needs no second try: an answer may not have come, or a tab was quicker. */
async function deliver(call: Call, key: string): Promise<unknown> {
  try {
    return await send(call, key)
  } catch (error) {
    const there = thereAlready(call, error)
    if (there === null) throw error
    return there
  }
}

/**
 * Sends what a draft holds; while the desk is out of reach it waits and goes by itself, one a draft:
 * the later is meant. Throws ApiProblem either way.
 */
export async function sendOrKeep(draft: string, call: Call): Promise<unknown> {
  const before = read().find((one) => one.draft === draft)
  const same = before !== undefined && JSON.stringify(before.call) === JSON.stringify(call)
  const key = same ? before.key : uniqueId()
  try {
    const answer = await deliver(call, key)
    takeBack(draft)
    return answer
  } catch (error) {
    if (outOfReach(error)) write([...without(draft), { draft, key, call }])
    else takeBack(draft)
    throw error
  }
}

/** Not any more: it was sent by hand, or somebody goes on writing. */
export function takeBack(draft: string): void {
  const rest = without(draft)
  if (rest.length < read().length) write(rest)
}

let sending = false

/** Sends what waits. What the desk refuses stays a draft where it was written, and that is said. */
export async function sendWaiting(): Promise<void> {
  if (sending || read().length === 0) return
  sending = true
  try {
    await alone(sendEach)
  } finally {
    sending = false
    await refreshWork()
  }
}

/** Of several tabs one sends; elsewhere than on https the browser cannot tell, and the keys must do. */
async function alone(act: () => Promise<void>): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks
  if (locks === undefined) await act()
  else
    await locks.request(place(), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await act()
    })
}

async function sendEach(): Promise<void> {
  // A verdict was given on the claim as it was before the rest.
  const first = ({ call }: Waiting) => (call.kind === 'verdict' ? 0 : 1)
  const tried = new Set<string>()
  // Read anew each time: somebody goes on writing, here or in another tab.
  const next = () =>
    read()
      .toSorted((a, b) => first(a) - first(b))
      .find(({ key }) => !tried.has(key))
  for (let one = next(); one !== undefined; one = next()) {
    const { draft, key, call } = one
    tried.add(key)
    const stands = () => read().some((each) => each.key === key)
    try {
      const answer = await deliver(call, key)
      // Somebody who went on writing meanwhile keeps that.
      if (stands()) forgetDraft(draft)
      else rebase(draft, call, answer)
      saySent(call, answer)
    } catch (error) {
      if (outOfReach(error)) return
      // Signed out: later. The desk in trouble: it may take it yet.
      if (error instanceof ApiProblem && (error.status === 401 || error.status >= 500)) return
      const what = nameOf(call)
      complain(error, t`Not sent: ${what}`)
    }
    if (stands()) takeBack(draft)
  }
}

/** What was typed while this was sent goes on from it: it is nobody else's newer word. */
function rebase(draft: string, { kind }: Call, answer: unknown): void {
  if (kind === 'verdict') rebaseDraft(draft, { after: (answer as ClaimDetail).verdicts.length })
  if (kind === 'followUp') rebaseDraft(draft, { base: (answer as FollowUp).version })
}

function saySent(call: Call, answer: unknown): void {
  const what = nameOf(call)
  const said = t`The connection is back, and this was sent: ${what}.`
  if (call.kind === 'verdict' && call.body.submit === true)
    offerWithdrawal(said, answer as ClaimDetail)
  else say(said)
}

/** Whether what this draft holds waits to be sent. */
export const useWaits = (draft: string): boolean =>
  useSyncExternalStore(watch, () => read().some((one) => one.draft === draft))

/** Sends what waits, from wherever somebody is on the page. */
export function useOutbox(): void {
  useEffect(() => {
    const again = () => void sendWaiting()
    again()
    window.addEventListener('online', again)
    const timer = window.setInterval(again, AGAIN)
    return () => {
      window.removeEventListener('online', again)
      window.clearInterval(timer)
    }
  }, [])
}
