import { Trans } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { showNumber } from '../../lib/dates'
import { ErrorState } from '../../ui/states'
import classes from './batches.module.css'
import { batchesQuery, isDone, type Batch } from './queries'

/** The batches on their way in, where the articles will be; nothing where there is none. */
export function RunningBatches() {
  const batches = useInfiniteQuery(batchesQuery)
  if (batches.isError && batches.data === undefined)
    return <ErrorState error={batches.error} retry={() => void batches.refetch()} />
  const running = batches.data?.pages.flatMap(({ items }) => items.filter((one) => !isDone(one)))
  if (running === undefined || running.length === 0) return null
  return (
    <ul className={classes.running}>
      {running.map((batch) => (
        <Running key={batch.id} batch={batch} />
      ))}
    </ul>
  )
}

function Running({ batch: { id, done, total } }: { batch: Batch }) {
  const [handled, all] = [showNumber(done), showNumber(total)]
  return (
    <li>
      <Link to="/articles/batches/$batchId" params={{ batchId: id }}>
        <Trans>Batch {id}</Trans>
      </Link>{' '}
      <Trans>
        is being taken in: {handled} of {all} done.
      </Trans>
    </li>
  )
}
