import { hashKey } from '@tanstack/react-query'
import { queryClient, type ClaimFilter } from '../api/queries'
import { isListed, idsOf } from './merge'
import { freshClaims, useFresh, useLeft } from './news'

const NONE: ReadonlySet<number> = new Set()

interface LiveClaims {
  /** How many claims now fit the list that it does not show. */
  fresh: number
  /** Those that it shows and that fit it no longer; they stand until the list is read again. */
  left: ReadonlySet<number>
  /** Has the list read again. */
  show: () => Promise<void>
}

/** What live news make of a list of claims. */
export function useLiveClaims(filter: ClaimFilter): LiveClaims {
  const key = ['claims', filter]
  const list = hashKey(key)
  const fresh = useFresh(list)
  const left = useLeft(list) ?? NONE
  const data = queryClient.getQueryData(key)
  const shown = isListed(key, data) ? idsOf(data) : NONE
  return {
    fresh: fresh === undefined ? 0 : [...fresh].filter((id) => !shown.has(id)).length,
    left,
    show: async () => {
      freshClaims.drop(list)
      await queryClient.invalidateQueries({ queryKey: key, exact: true })
    },
  }
}
