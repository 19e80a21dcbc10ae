import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'

/**
 * Sending a text and waiting until its claims are found. Called off, the page stops waiting; the
 * desk may have had it already, and then has the article.
 */
export function useIngest<T, R>(
  send: (what: T, signal: AbortSignal) => Promise<R>,
  done: (result: R, what: T) => void,
) {
  const running = useRef<AbortController | null>(null)
  const mutation = useMutation({
    mutationFn: async (what: T) => {
      const control = new AbortController()
      running.current = control
      try {
        return { result: await send(what, control.signal), stopped: false as const }
      } catch (error) {
        if (control.signal.aborted) return { stopped: true as const }
        throw error
      }
    },
    onSuccess: (outcome, what) => {
      if (!outcome.stopped) done(outcome.result, what)
    },
  })
  const stopped = mutation.data?.stopped === true
  return { ...mutation, stopped, cancel: () => running.current?.abort() }
}
