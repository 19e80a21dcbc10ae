import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { claimsQuery, type ClaimFilter } from '../../api/queries'
import { unlessLive } from '../../live/state'
import { arrive, EMPTY, type Shown } from './arrivals'

const MANY_PAGES = 4

/** What the list was last made of: nothing at first, also where the claims are known already. */
interface Seen {
  key: string
  data: unknown
  shown: Shown
}

/** The claims under a filter as the list shows them: read by pages, in an order that does not jump. */
export function useQueue(filter: ClaimFilter) {
  const query = claimsQuery(filter)
  const pages = useQueryClient().getQueryData(query.queryKey)?.pages.length ?? 0
  // All pages are read anew, so not when they are many: live news and one's own writes change rows.
  const claims = useInfiniteQuery({
    ...query,
    refetchInterval: pages > MANY_PAGES ? false : unlessLive(30_000),
  })
  const { data, isPlaceholderData, hasNextPage, isFetching, fetchNextPage } = claims
  const byId = useMemo(
    () => new Map((data?.pages ?? []).flatMap(({ items }) => items).map((one) => [one.id, one])),
    [data],
  )
  const key = JSON.stringify(filter)
  const [seen, setSeen] = useState<Seen>({ key: '', data: undefined, shown: EMPTY })
  // Until another filter's claims are here the old ones stand.
  if (data !== undefined && !isPlaceholderData && (seen.data !== data || seen.key !== key)) {
    const before = seen.key === key ? seen.shown : EMPTY
    setSeen({ key, data, shown: arrive(before, [...byId.keys()]) })
  }
  const { shown } = seen
  const rows = useMemo(
    () =>
      shown.order.flatMap((id) => {
        const claim = byId.get(id)
        return claim === undefined ? [] : [claim]
      }),
    [shown, byId],
  )
  return {
    claims,
    rows,
    waiting: shown.waiting.length,
    /** Shows what came in, in the desk's own order. */
    showAll: () => setSeen({ key: '', data: undefined, shown: EMPTY }),
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage()
    },
  }
}
