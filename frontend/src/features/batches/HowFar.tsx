import { t } from '@lingui/core/macro'
import { Plural } from '@lingui/react/macro'
import { Progress } from '@mantine/core'
import { showNumber } from '../../lib/dates'
import classes from '../../ui/record.module.css'
import { isDone, type Batch } from './queries'

/** How many of the things sent are handled, and what became of the articles in them. */
export function HowFar({ batch }: { batch: Batch }) {
  const { total, done, added, changed, same, refused } = batch
  const [handled, all] = [showNumber(done), showNumber(total)]
  return (
    <>
      {!isDone(batch) && (
        <Progress.Root size="lg" className={classes.bar}>
          <Progress.Section
            value={total === 0 ? 0 : (100 * done) / total}
            aria-label={t`How far the batch is taken in`}
          />
        </Progress.Root>
      )}
      <p className={classes.facts}>
        <span>{t`${handled} of ${all} done`}</span>
        <span>
          <Plural value={added} one="# article new" other="# articles new" />
        </span>
        <span>
          <Plural value={changed} one="# changed" other="# changed" />
        </span>
        <span>
          <Plural value={same} one="# as before" other="# as before" />
        </span>
        <span>
          <Plural value={refused} one="# refused" other="# refused" />
        </span>
      </p>
    </>
  )
}
