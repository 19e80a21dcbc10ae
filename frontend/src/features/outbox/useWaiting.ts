import type { FormEvent } from 'react'
import type { ApiProblem } from '../../api/client'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import type { Call } from './calls'
import { outOfReach, sendOrKeep, takeBack, useWaits } from './outbox'

/** A form's write that, while the desk is out of reach, `waits` and goes by itself; see `useSend`. */
export function useSendOrKeep(draft: string): {
  busy: boolean
  problem: ApiProblem | null
  waits: boolean
  /** `sent` is called as soon as the desk has it, before its news is read. */
  send: (call: Call, sent: () => void) => Promise<boolean>
} {
  const { busy, problem, send } = useSend()
  const waits = useWaits(draft)
  return {
    busy,
    problem: outOfReach(problem) ? null : problem,
    waits,
    send: (call, sent) =>
      send(async () => {
        await sendOrKeep(draft, call)
        sent()
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
  const [draft, setDraft, drop] = useDraft(key, empty)
  const { busy, problem, waits, send } = useSendOrKeep(key)
  const change = (next: T) => {
    takeBack(key)
    setDraft(next)
  }
  const sent = () => {
    setDraft(empty)
    drop()
    done()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void send(callOf(draft), sent)
  }
  return { draft, change, busy, problem, waits, onSubmit }
}
