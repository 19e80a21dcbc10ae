import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Claim } from '../../api/client'
import { claimQuery, claimsQuery, type ClaimFilter } from '../../api/queries'
import { unlessLive } from '../../live/state'
import { arrive, EMPTY, type Shown } from './arrivals'
import { isTakenOut } from './optimism'

const MANY_PAGES = 4

/** What the list was last made of: nothing at first, also where the claims are known already. */
interface Seen {
  key: string
  data: unknown
  shown: Shown
  /** Every claim that was listed, as it was then. */
  known: ReadonlyMap<number, Claim>
}

const NOTHING: Seen = { key: '', data: undefined, shown: EMPTY, known: new Map() }

/**
 * The claims under a filter as the list shows them: read by pages, in an order that does not jump.
 * The claim `at` the cursor stays when the filter fits it no longer (it is then `kept`) until the
 * cursor goes on: what is done next is done to it, not to the one after it.
 */
export function useQueue(filter: ClaimFilter, at: number | undefined) {
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
  const [seen, setSeen] = useState(NOTHING)
  // Until another filter's claims are here the old ones stand.
  if (data !== undefined && !isPlaceholderData && (seen.data !== data || seen.key !== key)) {
    const before = seen.key === key ? seen : NOTHING
    const known = new Map([...before.known, ...byId])
    setSeen({ key, data, shown: arrive(before.shown, [...byId.keys()]), known })
  }
  const { shown, known } = seen
  const gone = at !== undefined && known.has(at) && !byId.has(at) && !isTakenOut(at) ? at : null
  const asItIs = useQuery({ ...claimQuery(gone ?? 0), enabled: gone !== null }).data
  const kept = gone === null ? undefined : (asItIs ?? known.get(gone))
  const rows = useMemo(
    () =>
      shown.order.flatMap((id) => {
        const claim = byId.get(id) ?? (kept?.id === id ? kept : undefined)
        return claim === undefined ? [] : [claim]
      }),
    [shown, byId, kept],
  )
  return {
    claims,
    rows,
    kept: gone,
    waiting: shown.waiting.length,
    /** Shows what came in, in the desk's own order. */
    showAll: () => setSeen(NOTHING),
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage()
    },
  }
}
