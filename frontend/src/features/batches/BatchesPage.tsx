import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ButtonLink } from '../../ui/ButtonLink'
import classes from '../../ui/record.module.css'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { HowFar } from './HowFar'
import { batchesQuery, type Batch } from './queries'
import { whose } from './whose'
import { STATES } from './words'

/** Articles that were sent together: what became of them, the newest first. */
export function BatchesPage() {
  const batches = useInfiniteQuery(batchesQuery)
  const all = batches.data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <PageHeader title={t`Batches of articles`}>
        <ButtonLink to="/articles/new" leftSection={<IconPlus size={16} aria-hidden />}>
          <Trans>Send articles</Trans>
        </ButtonLink>
      </PageHeader>
      {batches.isPending && <Loading lines={6} label={t`Loading batches`} />}
      {batches.isError && all === undefined && (
        <ErrorState error={batches.error} retry={() => void batches.refetch()} />
      )}
      {all?.length === 0 && (
        <EmptyState title={t`No batch yet`}>
          <Trans>
            Several files that are sent at once, and what another system sends together, are taken
            in one by one. Here is how far that is, and what was refused.
          </Trans>
        </EmptyState>
      )}
      {all?.map((batch) => (
        <BatchPanel key={batch.id} batch={batch} />
      ))}
      {batches.hasNextPage && (
        <Button
          variant="default"
          loading={batches.isFetchingNextPage}
          onClick={() => void batches.fetchNextPage()}
        >
          <Trans>Earlier ones</Trans>
        </Button>
      )}
    </>
  )
}

function BatchPanel({ batch }: { batch: Batch }) {
  const { i18n } = useLingui()
  const { id } = batch
  return (
    <section className="panel" aria-labelledby={`batch-${id}`}>
      <h2 id={`batch-${id}`} className={classes.name}>
        <Link to="/articles/batches/$batchId" params={{ batchId: id }}>
          <Trans>Batch {id}</Trans>
        </Link>
        <span className={classes.state}>{i18n._(STATES[batch.state])}</span>
      </h2>
      <p className={classes.facts} dir="auto">
        {whose(batch)}
      </p>
      <HowFar batch={batch} />
    </section>
  )
}
