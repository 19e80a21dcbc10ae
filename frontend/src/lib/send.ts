import { t } from '@lingui/core/macro'
import { useState, type FormEvent } from 'react'
import { ApiProblem } from '../api/client'
import { refreshWork } from '../api/queries'
import { useDraft } from './drafts'

/**
 * A form's write: busy while it runs, `problem` where it was refused. What was typed is the form's
 * own and stays as it is; `send` answers whether the desk has it now.
 */
export function useSend() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const send = async (call: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    try {
      await call()
      return true
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, t`It was not saved.`))
      return false
    } finally {
      setBusy(false)
      await refreshWork()
    }
  }
  return { busy, problem, send }
}

/**
 * A small form whose words are kept in this browser under `key` until the desk has them; then `done`
 * says so or closes it.
 */
export function useDraftForm<T>(
  key: string,
  empty: T,
  call: (draft: T) => Promise<unknown>,
  done: () => void,
) {
  const [draft, change, drop] = useDraft(key, empty)
  const { busy, problem, send } = useSend()
  const submit = async () => {
    if (!(await send(() => call(draft)))) return
    drop()
    done()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return { draft, change, busy, problem, onSubmit }
}
