import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Claim } from '../../api/client'
import { claimsQuery, countsQuery, sessionQuery, type ClaimFilter } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { assignClaim, can } from './actions'
import { rowOf, useCursor } from './cursor'
import { DismissDialog } from './DismissDialog'
import { QueueFilters } from './QueueFilters'
import { QueueRow } from './QueueRow'
import classes from './Queue.module.css'

const route = getRouteApi('/desk/')

/** The triage queue: the claims most worth checking first, worked through by keyboard. */
export function QueuePage() {
  const filter = route.useSearch()
  const navigate = useNavigate()
  const { data: me } = useQuery(sessionQuery)
  const claims = useInfiniteQuery(claimsQuery(filter))
  const counts = useQuery(countsQuery(filter))
  const rows = claims.data?.pages.flatMap((page) => page.items) ?? []
  const [cursor, setCursor] = useCursor()
  const [dismissing, setDismissing] = useState<Claim | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const at = rowOf(
    rows.map((claim) => claim.id),
    cursor,
  )
  const current = rows[at]
  // A row that left the list takes the focus with it: it goes on at the one in its place.
  useEffect(() => {
    if (cursor !== null && current !== undefined && current.id !== cursor.id) {
      if (document.activeElement === document.body)
        document.getElementById(`row-${current.id}`)?.focus()
    }
  }, [cursor, current])

  const go = (to: number) => {
    const row = Math.min(Math.max(to, 0), rows.length - 1)
    const claim = rows[row]
    if (claim === undefined) return
    setCursor({ id: claim.id, at: row })
    document.getElementById(`row-${claim.id}`)?.focus()
    if (to >= rows.length - 5 && claims.hasNextPage && !claims.isFetching)
      void claims.fetchNextPage()
  }
  const setFilter = (next: ClaimFilter) => void navigate({ to: '/', search: next, replace: true })

  useKeys({
    next: () => go(cursor === null ? 0 : at + 1),
    previous: () => go(at - 1),
    open: () => {
      if (current) void navigate({ to: '/claims/$claimId', params: { claimId: current.id } })
    },
    mine: () => {
      if (current && me && can(current, 'assign'))
        void assignClaim(current.id, me.person.id, null, 'Assigned to you.')
    },
    dismiss: () => {
      if (current && can(current, 'dismiss')) setDismissing(current)
    },
    search: () => search.current?.focus(),
  })

  return (
    <>
      <PageHeader title="Queue" />
      <div className={classes.page}>
        <QueueFilters
          filter={filter}
          counts={counts.data ?? []}
          change={setFilter}
          search={search}
        />
        <section aria-label="Claims" aria-busy={claims.isFetching}>
          {claims.isPending && <Loading lines={10} label="Loading claims" />}
          {claims.isError && (
            <ErrorState error={claims.error} retry={() => void claims.refetch()} />
          )}
          {claims.isSuccess && rows.length === 0 && <NoClaims filter={filter} />}
          <ol className={classes.list}>
            {rows.map((claim, row) => (
              <QueueRow
                key={claim.id}
                claim={claim}
                current={claim.id === current?.id}
                onFocus={() => setCursor({ id: claim.id, at: row })}
              />
            ))}
          </ol>
          {claims.hasNextPage && (
            <Button
              variant="default"
              fullWidth
              mt="md"
              loading={claims.isFetchingNextPage}
              onClick={() => void claims.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </section>
      </div>
      <DismissDialog claim={dismissing} onClose={() => setDismissing(null)} />
    </>
  )
}

function NoClaims({ filter }: { filter: ClaimFilter }) {
  if (Object.keys(filter).length > 0) {
    return (
      <EmptyState title="No claim fits this filter">
        Widen it, or{' '}
        <Link to="/" search={{}}>
          show every claim
        </Link>
        .
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Nothing to check yet">
      Claims appear here when an article comes in.{' '}
      <Link to="/articles/new">Paste the first article</Link>, or let the CMS send them by the API.
    </EmptyState>
  )
}
