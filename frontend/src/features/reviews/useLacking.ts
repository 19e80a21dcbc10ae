import { useRef } from 'react'
import { perform, type Handlers } from '../../app/keys'
import type { useVerdict } from './useVerdict'

type Judged = Pick<ReturnType<typeof useVerdict>, 'lackingNow' | 'newer' | 'refusal'>

/**
 * Where a verdict is written; `go` leads to what it lacks first, else to its summary. `sends` is what
 * the key for submitting does: it sends, or says what is lacking and leads there.
 */
export function useLacking({ lackingNow, newer, refusal }: Judged) {
  const rating = useRef<HTMLDivElement>(null)
  const summary = useRef<HTMLTextAreaElement>(null)
  const why = useRef<HTMLTextAreaElement>(null)
  const go = () => {
    const { first } = lackingNow()
    if (first === 'rating') rating.current?.querySelector('input')?.focus()
    else if (first === 'why') why.current?.focus()
    else if (first === 'evidence') perform('evidence')
    else summary.current?.focus()
  }
  const sends = (send: () => void): Handlers['submit'] =>
    refusal === null
      ? send
      : {
          refused: () => {
            if (newer === undefined) go()
            return refusal
          },
        }
  return { rating, summary, why, go, sends }
}
