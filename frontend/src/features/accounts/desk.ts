import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../../api/queries'
import { useText, writeText } from '../../lib/preferences'

const KEY = 'desk'

/** The desks of whoever is signed in. */
export function useDesks() {
  const { data: me } = useQuery(sessionQuery)
  return me?.desks ?? []
}

/**
 * The desk that what is made here belongs to: somebody on several chose it, in the account menu or
 * beside the form, and it is the first until they did. Null before it is known who is signed in.
 */
export function useDesk(): number | null {
  const desks = useDesks()
  const chosen = Number(useText(KEY, ''))
  return (desks.find(({ id }) => id === chosen) ?? desks[0])?.id ?? null
}

/** Remembered for this person in this browser. */
export const chooseDesk = (desk: number): void => writeText(KEY, String(desk))
