import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import {
  csvAddress,
  ledgerCountsQuery,
  ledgerQuery,
  unnamedQuery,
  type LedgerFilter,
} from './ledger'
import classes from './Ledger.module.css'
import { LedgerFilters } from './LedgerFilters'
import { LedgerList } from './LedgerList'
import { Readings } from './Readings'

const route = getRouteApi('/desk/followups')

/** Every unnamed source the desk has let speak: why, on what terms, and what became of it. */
export function LedgerPage() {
  const filter = route.useSearch()
  const navigate = useNavigate()
  const ledger = useInfiniteQuery(ledgerQuery(filter))
  const counts = useQuery(ledgerCountsQuery(filter))
  const unnamed = useQuery(unnamedQuery(filter.desk))
  const entries = ledger.data?.pages.flatMap(({ items }) => items) ?? []
  const show = (next: LedgerFilter) =>
    void navigate({ to: '/followups', search: next, replace: true })
  return (
    <>
      <PageHeader title={t`Unnamed sources`}>
        <Button
          component="a"
          href={csvAddress(filter)}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          <Trans>Export as CSV</Trans>
        </Button>
      </PageHeader>
      <p className={classes.lead}>
        <Trans>
          Who is behind a source stands nowhere here. Notes are on the claim’s page, for those who
          may read them.
        </Trans>
      </p>
      {unnamed.data !== undefined && (
        <Readings total={unnamed.data.total} days={unnamed.data.days} />
      )}
      {unnamed.isError && <ErrorState error={unnamed.error} retry={() => void unnamed.refetch()} />}
      {counts.isError && <ErrorState error={counts.error} retry={() => void counts.refetch()} />}
      <LedgerFilters
        filter={filter}
        counts={counts.data}
        sections={(unnamed.data?.sections ?? [])
          .map(({ name }) => name)
          .filter((name) => name !== '')}
        article={filter.article === undefined ? undefined : entries[0]?.title}
        show={show}
      />
      <section aria-label={t`Entries`} aria-busy={ledger.isFetching}>
        {ledger.isPending && <Loading lines={8} label={t`Loading the ledger`} />}
        {ledger.isError && <ErrorState error={ledger.error} retry={() => void ledger.refetch()} />}
        {ledger.isSuccess && entries.length === 0 && <NoEntries filter={filter} />}
        {entries.length > 0 && (
          <>
            <p className={classes.shown} role="status">
              <Plural
                value={entries.length}
                one="# entry shown, soonest due first"
                other="# entries shown, soonest due first"
              />
            </p>
            <LedgerList entries={entries} />
          </>
        )}
        {ledger.hasNextPage && (
          <Button
            variant="default"
            fullWidth
            mt="md"
            loading={ledger.isFetchingNextPage}
            onClick={() => void ledger.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        )}
      </section>
    </>
  )
}

function NoEntries({ filter }: { filter: LedgerFilter }) {
  if (Object.keys(filter).length > 0) {
    return (
      <EmptyState title={t`No entry fits this filter`}>
        <Link to="/followups" search={{}}>
          <Trans>Show the whole ledger</Trans>
        </Link>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t`No unnamed source yet`}>
      <Trans>An entry is made as soon as a claim of an unnamed source is taken up.</Trans>
    </EmptyState>
  )
}
