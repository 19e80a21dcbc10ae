import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { showMoment, showNumber } from '../../lib/dates'
import { complain } from '../../ui/undo'
import classes from './AuditTrail.module.css'
import { chainQuery } from './queries'

/** Whether the chain of hashes is whole, as of the last walk along it, and a way to walk it now. */
export function ChainCheck() {
  const check = useQuery(chainQuery)
  if (check.data === undefined) return null
  const { at, events, flaws, waiting } = check.data
  const ask = async () => {
    try {
      queryClient.setQueryData(chainQuery.queryKey, await unwrap(api.POST('/api/v1/audit/check')))
    } catch (error) {
      complain(error)
    }
  }
  const number = showNumber(events)
  const when = at === null ? '' : showMoment(at)
  return (
    <section
      className={classes.chain}
      data-broken={flaws.length > 0 || undefined}
      aria-label={t`Whether the trail is whole`}
      role={flaws.length > 0 ? 'alert' : undefined}
    >
      <p>
        {at === null && <Trans>Nobody has checked yet whether the trail is whole.</Trans>}
        {at !== null && flaws.length === 0 && (
          <Trans>
            <strong>The trail is whole:</strong> {number} events, checked {when}.
          </Trans>
        )}
        {flaws.length > 0 && (
          <>
            <strong>
              <Trans>The trail is not whole. Compare these events with a backup:</Trans>
            </strong>{' '}
            {flaws.join('; ')}
          </>
        )}
      </p>
      <Button size="xs" variant="default" loading={waiting} onClick={() => void ask()}>
        <Trans>Check now</Trans>
      </Button>
    </section>
  )
}
