import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { auditQuery } from '../../api/queries'
import { ErrorState, Loading } from '../../ui/states'
import classes from './AuditTrail.module.css'
import { AuditEntry } from './AuditEntry'
import { kindOf, kinds, type Kind } from './kinds'

/** Who did what, when and why: what the desk has recorded and cannot change. */
export function AuditTrail({ claim }: { claim: number }) {
  const trail = useQuery(auditQuery(claim))
  const [kind, setKind] = useState<Kind | ''>('')
  const shown = trail.data?.items.filter((event) => kind === '' || kindOf(event) === kind) ?? []
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
      {trail.isSuccess && trail.data.items.length > 0 && (
        <NativeSelect
          size="xs"
          w="fit-content"
          mb="xs"
          aria-label={t`What of the history`}
          data={kinds()}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind | '')}
        />
      )}
      {kind !== '' && trail.isSuccess && shown.length === 0 && (
        <p>
          <Trans>Nothing of that kind yet.</Trans>
        </p>
      )}
      <ol className={classes.trail}>
        {shown.map((event) => (
          <AuditEntry key={event.id} event={event} />
        ))}
      </ol>
    </section>
  )
}
