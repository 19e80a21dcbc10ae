import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { showMoment } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { Differences } from './Differences'
import { differences } from './fields'
import classes from './policy.module.css'
import { historyQuery } from './queries'

/** Who changed the policy when, and what differed. */
export function PolicyHistory({ desk }: { desk: number }) {
  const history = useQuery(historyQuery(desk))
  return (
    <section className="panel" aria-labelledby="policy-history">
      <h2 id="policy-history">
        <Trans>History</Trans>
      </h2>
      {history.isPending && <Loading lines={3} label={t`Loading the history`} />}
      {history.isError && <ErrorState error={history.error} retry={() => void history.refetch()} />}
      {history.data?.items.length === 0 && (
        <p>
          <Trans>
            Nothing was changed yet: the desk works by what claimdesk takes for sensible.
          </Trans>
        </p>
      )}
      <ol className={classes.history}>
        {history.data?.items.map((event) => (
          <li key={event.id}>
            <details>
              <summary>
                {event.actor}, {showMoment(event.at)}
              </summary>
              <Differences differ={differences(event.before, event.after)} />
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}
