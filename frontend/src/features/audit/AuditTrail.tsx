import { useQuery } from '@tanstack/react-query'
import type { components } from '../../api/schema'
import { auditQuery } from '../../api/queries'
import { showMoment } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import classes from './AuditTrail.module.css'
import { changes, deed } from './words'

/** Who did what, when and why: what the desk has recorded and cannot change. */
export function AuditTrail({ claim }: { claim: number }) {
  const trail = useQuery(auditQuery(claim))
  return (
    <section aria-labelledby="audit-title" className="panel">
      <h2 id="audit-title">History</h2>
      {trail.isPending && <Loading lines={3} label="Loading the history" />}
      {trail.isError && <ErrorState error={trail.error} retry={() => void trail.refetch()} />}
      {trail.data?.items.length === 0 && <p>Nobody has touched this claim yet.</p>}
      <ol className={classes.trail}>
        {trail.data?.items.map((event) => (
          <Entry key={event.id} event={event} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ event }: { event: components['schemas']['AuditEvent'] }) {
  const changed = changes(event)
  return (
    <li>
      <strong>{event.actor}</strong> {deed(event)}
      <time dateTime={event.at}>{showMoment(event.at)}</time>
      {event.reason !== '' && <p className={classes.reason}>“{event.reason}”</p>}
      {changed.length > 0 && (
        <details>
          <summary>What changed</summary>
          <dl>
            {changed.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{field}</dt>
                <dd>
                  {before !== null && (
                    <>
                      <del>{before}</del> <span aria-hidden>→</span>{' '}
                    </>
                  )}
                  <ins>{after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  )
}
