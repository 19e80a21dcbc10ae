import { t } from '@lingui/core/macro'
import { useEffect, useSyncExternalStore } from 'react'
import { api, ApiProblem, etag, unwrap } from '../../api/client'
import { refreshWork } from '../../api/queries'
import type { components } from '../../api/schema'
import { ownPlace } from '../../lib/drafts'
import { storageWatchers } from '../../lib/storage'
import { complain, say } from '../../ui/undo'
import { offerWithdrawal } from './withdrawal'

/** A verdict that was sent while the desk could not be reached, at the version its writer saw. */
interface Waiting {
  claim: number
  version: number
  body: components['schemas']['VerdictWrite']
}

const AGAIN = 15_000
const place = () => ownPlace('outbox', 'verdicts')
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

/** Has a verdict sent once the desk can be reached again. One a claim: the later is meant. */
export const sendLater = (one: Waiting): void =>
  write([...read().filter(({ claim }) => claim !== one.claim), one])

/** Not any more: it was sent by hand, or somebody goes on writing. */
export function takeBack(claim: number): void {
  const waiting = read()
  const rest = waiting.filter((one) => one.claim !== claim)
  if (rest.length < waiting.length) write(rest)
}

let sending = false

/** Sends what waits. What the desk refuses stays a draft on its claim's page, and that is said. */
export async function sendWaiting(): Promise<void> {
  if (sending || read().length === 0) return
  sending = true
  try {
    for (const { claim, version, body } of read()) {
      try {
        const sent = await unwrap(
          api.PUT('/api/v1/claims/{claim_id}/verdict', {
            params: { path: { claim_id: claim }, header: { 'If-Match': etag(version) } },
            body,
          }),
        )
        localStorage.removeItem(ownPlace('draft', `verdict:${claim}`))
        const said = t`The connection is back: your verdict on claim ${claim} was sent.`
        if (body.submit === true) offerWithdrawal(said, sent)
        else say(said)
      } catch (error) {
        const status = error instanceof ApiProblem ? error.status : 0
        // Out of reach, or signed out: later.
        if (status === 0 || status === 401 || status >= 500) return
        complain(error)
      }
      takeBack(claim)
    }
  } finally {
    sending = false
    await refreshWork()
  }
}

/** Whether a verdict on this claim waits to be sent. */
export const useWaits = (claim: number): boolean =>
  useSyncExternalStore(watch, () => read().some((one) => one.claim === claim))

/** Sends what waits, from wherever somebody is on the page. */
export function useOutbox(): void {
  useEffect(() => {
    const send = () => void sendWaiting()
    send()
    window.addEventListener('online', send)
    const again = window.setInterval(send, AGAIN)
    return () => {
      window.removeEventListener('online', send)
      window.clearInterval(again)
    }
  }, [])
}
