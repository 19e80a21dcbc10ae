import { useCallback, useState } from 'react'
import { forgetBy } from '../../lib/own'

/** Where the queue's cursor stands: the claim, and its place when it was last seen. */
export interface Cursor {
  id: number
  at: number
  /** Nobody has moved it yet, so it does not take the focus. */
  given?: true
}

/** The row of the cursor: its claim's while that is listed, else the one that took its place. */
export function rowOf(ids: readonly number[], cursor: Cursor | null): number {
  if (cursor === null) return 0
  const found = ids.indexOf(cursor.id)
  return found === -1 ? Math.max(0, Math.min(cursor.at, ids.length - 1)) : found
}

let remembered: Cursor | null = null
forgetBy(() => {
  remembered = null
})

/** The cursor, still on its claim when one comes back from that claim's page. */
export function useCursor(): [Cursor | null, (next: Cursor) => void] {
  const [cursor, setCursor] = useState(remembered)
  const change = useCallback((next: Cursor) => {
    remembered = next
    setCursor(next)
  }, [])
  return [cursor, change]
}
