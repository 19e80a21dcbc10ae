import type { FormEvent } from 'react'
import type { ApiProblem } from '../../api/client'
import { settleDraft, useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import type { Call } from './calls'
import { outOfReach, sendOrKeep, takeBack, useWaits } from './outbox'

/** A form's write that, while the desk is out of reach, `waits` and goes by itself; see `useSend`. */
export function useSendOrKeep(draft: string): {
  busy: boolean
  problem: ApiProblem | null
  waits: boolean
  /** `sent` is called as soon as the desk has it, before its news is read. */
  send: (call: Call, sent: (answer: unknown) => void) => Promise<boolean>
} {
  const { busy, problem, send } = useSend()
  const waits = useWaits(draft)
  return {
    busy,
    problem: outOfReach(problem) ? null : problem,
    waits,
    send: (call, sent) =>
      send(async () => {
        sent(await sendOrKeep(draft, call))
      }),
  }
}

/** `useDraftForm` for a write that waits for the connection, until somebody goes on writing. */
export function useWaitingForm<T>(
  key: string,
  empty: T,
  callOf: (draft: T) => Call,
  done: () => void,
) {
  const [draft, setDraft] = useDraft(key, empty)
  const { busy, problem, waits, send } = useSendOrKeep(key)
  const change = (next: T) => {
    takeBack(key)
    setDraft(next)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void send(callOf(draft), () => {
      // What was typed since is still to be sent: its form stays.
      if (settleDraft(key, draft)) done()
    })
  }
  return { draft, change, busy, problem, waits, onSubmit }
}
