import { hashKey } from '@tanstack/react-query'
import { queryClient, type ClaimFilter } from '../api/queries'
import { isListed, idsOf } from './merge'
import { freshClaims, useFresh } from './news'

/** How many claims now fit the list that it does not show, and how to have them shown. */
export function useLiveClaims(filter: ClaimFilter): { fresh: number; show: () => Promise<void> } {
  const key = ['claims', filter]
  const list = hashKey(key)
  const fresh = useFresh(list)
  const data = queryClient.getQueryData(key)
  const shown = isListed(key, data) ? idsOf(data) : new Set<number>()
  return {
    fresh: fresh === undefined ? 0 : [...fresh].filter((id) => !shown.has(id)).length,
    show: async () => {
      freshClaims.drop(list)
      await queryClient.invalidateQueries({ queryKey: key, exact: true })
    },
  }
}
