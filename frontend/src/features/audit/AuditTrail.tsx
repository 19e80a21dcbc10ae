import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { auditQuery } from '../../api/queries'
import { ErrorState, Loading } from '../../ui/states'
import classes from './AuditTrail.module.css'
import { AuditEntry } from './AuditEntry'

/** Who did what, when and why: what the desk has recorded and cannot change. */
export function AuditTrail({ claim }: { claim: number }) {
  const trail = useQuery(auditQuery(claim))
  return (
    <section aria-labelledby="audit-title" className="panel">
      <h2 id="audit-title">
        <Trans>History</Trans>
      </h2>
      {trail.isPending && <Loading lines={3} label={t`Loading the history`} />}
      {trail.isError && <ErrorState error={trail.error} retry={() => void trail.refetch()} />}
      {trail.data?.items.length === 0 && (
        <p>
          <Trans>Nobody has touched this claim yet.</Trans>
        </p>
      )}
      <ol className={classes.trail}>
        {trail.data?.items.map((event) => (
          <AuditEntry key={event.id} event={event} />
        ))}
      </ol>
    </section>
  )
}
