import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { ApiProblem } from '../api/client'
import { refreshWork } from '../api/queries'

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
