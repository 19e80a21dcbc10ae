import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Code, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { showMoment, showNumber } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { deliveryQuery } from './queries'
import classes from './webhooks.module.css'

/** A message as it is sent, and every try with the beginning of its answer. */
export function DeliveryLog({ webhook, delivery }: { webhook: number; delivery: number }) {
  const found = useQuery(deliveryQuery(webhook, delivery))
  if (found.isPending) return <Loading lines={4} label={t`Loading the message`} />
  if (found.isError) {
    return <ErrorState error={found.error} retry={() => void found.refetch()} />
  }
  const { message, body, log } = found.data
  return (
    <>
      <Text size="sm" c="var(--muted)">
        {message}
      </Text>
      <Code block className={classes.body}>
        {JSON.stringify(JSON.parse(body), null, 2)}
      </Code>
      <h3 className={classes.tries}>
        <Trans>Tries</Trans>
      </h3>
      {log.length === 0 && (
        <Text c="var(--muted)">
          <Trans>Not tried yet.</Trans>
        </Text>
      )}
      <ol className={classes.log}>
        {log.map((entry, position) => (
          <li key={position}>
            {[showMoment(entry.at), said(entry.status, entry.ms)].join(' · ')}
            {entry.error !== '' && <div className={classes.small}>{entry.error}</div>}
            {entry.answer !== '' && (
              <Code block className={classes.body}>
                {entry.answer}
              </Code>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function said(status: number | null, ms: number): string {
  const took = showNumber(ms)
  return status === null ? t`no answer in ${took} ms` : t`${status} in ${took} ms`
}
