import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { showNumber } from '../../lib/dates'
import classes from './batches.module.css'
import type { Batch } from './queries'

/** What was not taken in, by its place and name in what was sent, and why. */
export function BatchRefusals({ batch: { refusals, refused } }: { batch: Batch }) {
  const more = showNumber(refused - refusals.length)
  return (
    <section className="panel" aria-labelledby="batch-refused">
      <h2 id="batch-refused">
        <Trans>Refused</Trans>
      </h2>
      <ol className={classes.list}>
        {refusals.map(({ number, name, detail }, at) => (
          <li key={at}>
            <strong dir="auto">{name === '' ? t`Number ${number}` : name}</strong>
            <span dir="auto">{detail}</span>
          </li>
        ))}
        {refused > refusals.length && <li>{t`and ${more} more`}</li>}
      </ol>
      <p className={classes.hint}>
        <Trans>
          Mend these and send them again: what is here already is not added a second time.
        </Trans>
      </p>
    </section>
  )
}
