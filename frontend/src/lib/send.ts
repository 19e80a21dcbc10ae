import { t } from '@lingui/core/macro'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ApiProblem } from '../api/client'
import { refreshWork } from '../api/queries'
import { settleDraft, useDraft } from './drafts'
import { focusWrongField } from './focusBack'

/**
 * A form's write: busy while it runs, `problem` where it was refused. What was typed is the form's
 * own and stays as it is; `send` answers whether the desk has it now. One at a time: what is sent
 * again before the answer is not sent twice.
 */
export function useSend() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const underWay = useRef(false)
  useEffect(() => {
    if (problem !== null) focusWrongField()
  }, [problem])
  const send = async (call: () => Promise<unknown>): Promise<boolean> => {
    if (underWay.current) return false
    underWay.current = true
    setBusy(true)
    setProblem(null)
    try {
      await call()
      return true
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, t`It was not saved.`))
      return false
    } finally {
      underWay.current = false
      setBusy(false)
      await refreshWork()
    }
  }
  return { busy, problem, send }
}

/**
 * A small form whose words are kept in this browser under `key` until the desk has them; then `done`
 * says so or closes it. What was typed since it was sent stays there.
 */
export function useDraftForm<T>(
  key: string,
  empty: T,
  call: (draft: T) => Promise<unknown>,
  done: () => void,
) {
  const [draft, change] = useDraft(key, empty)
  const { busy, problem, send } = useSend()
  const submit = async () => {
    // What was typed since is still to be sent: its form stays.
    const whole = { is: false }
    await send(async () => {
      await call(draft)
      whole.is = settleDraft(key, draft)
    })
    if (whole.is) done()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return { draft, change, busy, problem, onSubmit }
}
