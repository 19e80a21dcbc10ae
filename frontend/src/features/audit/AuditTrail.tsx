import { useQuery } from '@tanstack/react-query'
import { auditQuery } from '../../api/queries'
import { showMoment } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import classes from './AuditTrail.module.css'

const show = (value: unknown): string =>
  value === null || value === '' ? '–' : typeof value === 'string' ? value : JSON.stringify(value)

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
          <li key={event.id}>
            <strong>{event.actor}</strong> {event.action.replaceAll('_', ' ')}{' '}
            {event.entity !== 'claim' && `(${event.entity})`}
            <time dateTime={event.at}>{showMoment(event.at)}</time>
            {event.reason !== '' && <p>{event.reason}</p>}
            {event.after !== null && (
              <details>
                <summary>What changed</summary>
                <dl>
                  {Object.entries(event.after).map(([field, value]) => (
                    <div key={field}>
                      <dt>{field.replaceAll('_', ' ')}</dt>
                      <dd>
                        {event.before !== null && field in event.before && (
                          <del>{show(event.before[field])}</del>
                        )}{' '}
                        {show(value)}
                      </dd>
                    </div>
                  ))}
                </dl>
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
