import { useState } from 'react'

/**
 * Which of the claims that wait is being read: the one that the address names, else the first that
 * was there. It stays, whatever comes in before it or is decided by a colleague: no key may act on
 * another claim than the one in sight. `position` is its place in the list, or the one it had.
 */
export function useReading(chosen: number | undefined, ids: readonly number[]) {
  const [read, setRead] = useState<{ id: number; at: number } | null>(null)
  const wanted = chosen ?? (ids.length === 0 ? undefined : (read?.id ?? ids[0]))
  const found = wanted === undefined ? -1 : ids.indexOf(wanted)
  const listed = found !== -1
  const at = listed ? found : Math.min(read?.at ?? 0, Math.max(0, ids.length - 1))
  if (wanted !== undefined && (read?.id !== wanted || read.at !== at)) setRead({ id: wanted, at })
  return { wanted, position: at, listed, forget: () => setRead(null) }
}
