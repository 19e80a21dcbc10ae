import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Claim } from '../../api/client'
import { claimsQuery, countsQuery, sessionQuery, type ClaimFilter } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { Key } from '../../ui/Key'
import { NewClaims } from '../../live/NewClaims'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { assignClaim, can } from './actions'
import { BulkBar } from './BulkBar'
import { rowOf, useCursor } from './cursor'
import { DismissDialog } from './DismissDialog'
import { countOf } from './filter'
import { QueueFilters } from './QueueFilters'
import { QueueList } from './QueueList'
import classes from './Queue.module.css'
import { chosen, extend, toggle } from './selection'
import { takeNext } from './takeNext'
import { useSelection } from './useSelection'

const route = getRouteApi('/desk/')

/** The triage queue: the claims most worth checking first, worked through by keyboard. */
export function QueuePage() {
  const filter = route.useSearch()
  const navigate = useNavigate()
  const { data: me } = useQuery(sessionQuery)
  const claims = useInfiniteQuery(claimsQuery(filter))
  const counts = useQuery(countsQuery(filter))
  const rows = claims.data?.pages.flatMap((page) => page.items) ?? []
  const shown = rows.map((claim) => claim.id)
  const [cursor, setCursor] = useCursor()
  const [selection, select] = useSelection(filter)
  const selecting = chosen(selection, shown).length > 0
  const [dismissing, setDismissing] = useState<Claim | null>(null)
  const [taking, setTaking] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const at = rowOf(shown, cursor)
  const current = rows[at]
  const currentId = current?.id
  // A row or a bar that left takes the focus with it: it goes on at the cursor.
  useEffect(() => {
    if (cursor === null || currentId === undefined) return
    if (document.activeElement === document.body && (currentId !== cursor.id || !selecting))
      document.getElementById(`row-${currentId}`)?.focus()
  }, [cursor, currentId, selecting])

  const go = (to: number): Claim | undefined => {
    const row = Math.min(Math.max(to, 0), rows.length - 1)
    const claim = rows[row]
    if (claim === undefined) return undefined
    setCursor({ id: claim.id, at: row })
    document.getElementById(`row-${claim.id}`)?.focus()
    if (to >= rows.length - 5 && claims.hasNextPage && !claims.isFetching)
      void claims.fetchNextPage()
    return claim
  }
  const draw = (to: number) => {
    const claim = go(to)
    if (claim !== undefined) select(extend(selection, shown, claim.id, current?.id ?? claim.id))
  }
  const setFilter = (next: ClaimFilter) => void navigate({ to: '/', search: next, replace: true })
  const open = (claimId: number) => navigate({ to: '/claims/$claimId', params: { claimId } })
  const take = async () => {
    if (taking) return
    setTaking(true)
    const taken = await takeNext(filter.article)
    setTaking(false)
    if (taken !== null) await open(taken)
  }

  useKeys({
    next: () => void go(cursor === null ? 0 : at + 1),
    previous: () => void go(at - 1),
    open: () => {
      if (current) void open(current.id)
    },
    select: () => {
      if (!current) return
      if (cursor === null) go(at)
      select(toggle(selection, shown, current.id))
    },
    extendDown: () => draw(at + 1),
    extendUp: () => draw(at - 1),
    take: () => void take(),
    search: () => search.current?.focus(),
    // With a selection these two are the bar's.
    ...(selecting
      ? {}
      : {
          mine: () => {
            if (current && me && can(current, 'assign'))
              void assignClaim(current.id, me.person.id, null, 'Assigned to you.')
          },
          dismiss: () => {
            if (current && can(current, 'dismiss')) setDismissing(current)
          },
        }),
  })

  return (
    <>
      <PageHeader title="Queue">
        <Button
          size="xs"
          variant="default"
          loading={taking}
          onClick={() => void take()}
          rightSection={<Key name="take" />}
        >
          Take the next claim
        </Button>
      </PageHeader>
      <div className={classes.page}>
        <QueueFilters
          filter={filter}
          counts={counts.data ?? []}
          tags={[...new Set(rows.flatMap(({ tags }) => tags))]}
          change={setFilter}
          search={search}
        />
        <section aria-label="Claims" aria-busy={claims.isFetching} className={classes.claims}>
          {claims.isPending && <Loading lines={10} label="Loading claims" />}
          {claims.isError && (
            <ErrorState error={claims.error} retry={() => void claims.refetch()} />
          )}
          <NewClaims filter={filter} />
          {claims.isSuccess && rows.length === 0 && <NoClaims filter={filter} />}
          <QueueList
            rows={rows}
            current={current}
            onFocus={(claim, row) => setCursor({ id: claim.id, at: row })}
            selection={selection}
            select={select}
            more={claims.hasNextPage ? () => void claims.fetchNextPage() : null}
            loadingMore={claims.isFetchingNextPage}
          />
          {selecting && (
            <BulkBar
              rows={rows}
              filter={filter}
              total={countOf(filter, counts.data ?? [])}
              selection={selection}
              select={select}
            />
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
