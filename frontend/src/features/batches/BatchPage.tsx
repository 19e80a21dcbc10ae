import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import classes from '../../ui/record.module.css'
import { ErrorState, Loading, PageHeader } from '../../ui/states'
import { BatchArticles } from './BatchArticles'
import { BatchRefusals } from './BatchRefusals'
import { HowFar } from './HowFar'
import { batchQuery, isDone, refreshArrivals, type Batch } from './queries'
import { whose } from './whose'
import { STATES } from './words'

/** One batch while it is taken in and afterwards: its articles, and what was refused and why. */
export function BatchPage() {
  const { batchId } = useParams({ from: '/desk/articles/batches/$batchId' })
  const found = useQuery(batchQuery(batchId))
  return (
    <>
      <PageHeader title={t`Batch ${batchId}`} />
      <p>
        <Link to="/articles/batches">
          <Trans>All batches</Trans>
        </Link>
      </p>
      {found.isPending && <Loading lines={6} label={t`Loading the batch`} />}
      {found.isError && found.data === undefined && (
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      )}
      {found.data !== undefined && <Watched batch={found.data} />}
    </>
  )
}

function Watched({ batch }: { batch: Batch }) {
  const { i18n } = useLingui()
  const { id, version, state, refused } = batch
  useEffect(() => {
    void refreshArrivals(id)
  }, [id, version])
  return (
    <>
      <section className="panel" aria-labelledby="batch-progress">
        <h2 id="batch-progress" className={classes.name}>
          <Trans>Progress</Trans>
          <span className={classes.state} role="status">
            {i18n._(STATES[state])}
          </span>
        </h2>
        <p className={classes.facts} dir="auto">
          {whose(batch)}
        </p>
        <HowFar batch={batch} />
      </section>
      {refused > 0 && <BatchRefusals batch={batch} />}
      <BatchArticles id={id} done={isDone(batch)} />
    </>
  )
}
