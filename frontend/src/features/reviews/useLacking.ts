import { useRef } from 'react'
import { perform } from '../../app/keys'
import type { Lacking } from './lacks'

/** Where a verdict is written; `go` leads to what it lacks first, else to its summary. */
export function useLacking({ first }: Lacking) {
  const rating = useRef<HTMLDivElement>(null)
  const summary = useRef<HTMLTextAreaElement>(null)
  const why = useRef<HTMLTextAreaElement>(null)
  const go = () => {
    if (first === 'rating') rating.current?.querySelector('input')?.focus()
    else if (first === 'why') why.current?.focus()
    else if (first === 'evidence') perform('evidence')
    else summary.current?.focus()
  }
  return { rating, summary, why, go }
}
