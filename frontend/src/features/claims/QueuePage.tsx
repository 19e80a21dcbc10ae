import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { countsQuery, type ClaimFilter } from '../../api/queries'
import { lazyPart, soon, stands } from '../../lib/later'
import { useLiveClaims } from '../../live/useLiveClaims'
import { Apart, ErrorBoundary } from '../../ui/ErrorBoundary'
import { OnItsWay } from '../../ui/OnItsWay'
import { EmptyState, ErrorState, Loading } from '../../ui/states'
import { useCursor } from './cursor'
import { addressOf, countOf, shownAt } from './filter'
import { usePanes, useFollowing, usePrefetch } from './panes'
import { QueueFilters } from './QueueFilters'
import { QueueHead } from './QueueHead'
import { QueueList } from './QueueList'
import { QueuePanes } from './QueuePanes'
import classes from './Queue.module.css'
import { useQueue } from './useQueue'
import { useTriage } from './useTriage'

const loadBar = () => import('./BulkBar')
const loadDialogs = () => import('./QueueDialogs')
const BulkBar = lazyPart(loadBar, (m) => m.BulkBar)
const QueueDialogs = lazyPart(loadDialogs, (m) => m.QueueDialogs)

const route = getRouteApi('/desk/')
const NO_COUNTS: never[] = []

/** The triage queue: the claims most worth checking first, worked through by keyboard. */
export function QueuePage() {
  const address = route.useSearch()
  const filter = useMemo(() => shownAt(address), [address])
  const navigate = useNavigate()
  const counts = useQuery(countsQuery(filter)).data ?? NO_COUNTS
  const cursor = useCursor()
  const { claims, rows, kept, waiting, showAll, more } = useQueue(filter, cursor[0]?.id)
  const waits = claims.isPending
  useEffect(() => {
    if (waits) return
    stands()
    for (const load of [loadBar, loadDialogs]) soon(load)
  }, [waits])
  const live = useLiveClaims(filter)
  const left = useMemo(
    () => (kept === null ? live.left : new Set([...live.left, kept])),
    [live.left, kept],
  )
  const arrived = Math.max(waiting, live.fresh)
  const panes = usePanes()
  const triage = useTriage(filter, rows, panes.open.decision, cursor)
  const { at, current, selection, select, search } = triage
  const followed = useFollowing(current)
  usePrefetch(rows, at, panes.any)
  const frame = useRef<HTMLElement>(null)
  // The list and the panes are drawn anew for other claims, not because this is drawn for a key.
  const now = useRef({ more, triage })
  now.current = { more, triage }
  const loadMore = useCallback(() => now.current.more(), [])
  const goTo = useCallback((id: number) => now.current.triage.goTo(id), [])
  const done = useCallback((id: number) => now.current.triage.done(id), [])
  const setFilter = useCallback(
    (wanted: ClaimFilter) => void navigate({ to: '/', search: addressOf(wanted), replace: true }),
    [navigate],
  )
  const tags = useMemo(() => [...new Set(rows.flatMap((claim) => claim.tags))].sort(), [rows])
  const total = countOf(filter, counts)
  return (
    <div className={classes.desk} data-panes-page data-panes={panes.any || undefined}>
      <div className={classes.queue} data-pane="queue">
        <QueueHead
          filter={filter}
          change={setFilter}
          total={total}
          panes={panes}
          taking={triage.taking}
          take={() => void triage.take()}
        />
        <section ref={frame} aria-label={t`Queue`} className={classes.frame} data-rows>
          <QueueFilters
            filter={filter}
            counts={counts}
            tags={tags}
            change={setFilter}
            search={search}
            folded={panes.any || !panes.possible}
          />
          <div className={classes.claims} aria-busy={claims.isFetching}>
            {arrived > 0 && <Arrived count={arrived} show={() => void live.show().then(showAll)} />}
            {claims.isPending && <Loading lines={10} label={t`Loading claims`} />}
            {claims.isError && (
              <ErrorState error={claims.error} retry={() => void claims.refetch()} />
            )}
            {claims.isSuccess && rows.length === 0 && <NoClaims filter={filter} counts={counts} />}
            {rows.length > 0 && (
              <QueueList
                rows={rows}
                left={left}
                total={total}
                at={at}
                moved={triage.moved}
                onFocus={triage.focusRow}
                selection={selection}
                select={select}
                more={loadMore}
                frame={frame}
              />
            )}
            {claims.isFetchingNextPage && <Loading lines={2} label={t`Loading more claims`} />}
          </div>
          {triage.selecting && (
            <ErrorBoundary>
              <Suspense>
                <BulkBar
                  rows={rows}
                  filter={filter}
                  total={total}
                  selection={selection}
                  select={select}
                />
              </Suspense>
            </ErrorBoundary>
          )}
        </section>
      </div>
      <QueuePanes
        claim={followed}
        article={panes.open.article}
        decision={panes.open.decision}
        onClaim={goTo}
        onDone={done}
      />
      {triage.asked !== null && (
        <Apart onClose={() => triage.ask(null)}>
          <Suspense fallback={<OnItsWay />}>
            <QueueDialogs
              asked={triage.asked}
              onClose={() => triage.ask(null)}
              onDone={done}
              onBack={(id) => triage.focusRow(id, at)}
            />
          </Suspense>
        </Apart>
      )}
    </div>
  )
}

/** Says what others brought; the list goes on as it is until somebody asks for it. */
function Arrived({ count, show }: { count: number; show: () => void }) {
  return (
    <div className={classes.arrived} role="status">
      <Button size="compact-sm" onClick={show}>
        {plural(count, { one: 'Show # new claim', other: 'Show # new claims' })}
      </Button>
    </div>
  )
}

function NoClaims({
  filter,
  counts,
}: {
  filter: ClaimFilter
  counts: Parameters<typeof countOf>[1]
}) {
  const { show, ...asked } = addressOf(filter)
  const narrowed = show === 'open' || Object.keys(asked).length > 0
  if (narrowed || countOf({}, counts) > countOf(filter, counts)) {
    return (
      <EmptyState title={narrowed ? t`No claim fits this filter` : t`No claim needs work now`}>
        <Trans>
          Widen it, or{' '}
          <Link to="/" search={{ show: 'every' }}>
            show every claim
          </Link>
          .
        </Trans>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t`Nothing to check yet`}>
      <Trans>
        Claims appear here when an article comes in.{' '}
        <Link to="/articles/new">Paste the first article</Link>, or let the CMS send them by the
        API.
      </Trans>
    </EmptyState>
  )
}
