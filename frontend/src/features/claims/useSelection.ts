import { useState } from 'react'
import type { ClaimFilter } from '../../api/queries'
import { NOTHING, type Selection } from './selection'

/** What is selected in the queue. Another filter begins with nothing: no claim is acted on unseen. */
export function useSelection(filter: ClaimFilter): [Selection, (next: Selection) => void] {
  const key = JSON.stringify(filter)
  const [seen, setSeen] = useState(key)
  const [selection, select] = useState(NOTHING)
  if (seen !== key) {
    setSeen(key)
    select(NOTHING)
  }
  return [selection, select]
}
