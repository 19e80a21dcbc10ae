import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { scalesQuery } from '../../api/queries'
import type { components } from '../../api/schema'
import { showMoment } from '../../lib/dates'
import { useDesk } from '../accounts/desk'
import { versionsQuery } from '../scales/queries'
import { deed } from './deeds'
import { isScale, type Scale } from './values'
import { changes, scaleOf } from './words'
import classes from './AuditTrail.module.css'

export type AuditEvent = components['schemas']['AuditEvent']

/** One event as a sentence, with what was before and after; `about` leads to what it is about. */
export function AuditEntry({ event, about }: { event: AuditEvent; about?: ReactNode }) {
  const changed = changes(event, useScales(event))
  return (
    <li>
      <strong>{event.actor}</strong> {deed(event)}
      {about}
      <time dateTime={event.at}>{showMoment(event.at)}</time>
      {event.withheld === true && (
        <p className={classes.kept}>
          <Trans>Kept back until you have given your own opinion.</Trans>
        </p>
      )}
      {event.reason !== '' && <p className={classes.reason}>“{event.reason}”</p>}
      {changed.length > 0 && (
        <details>
          <summary>
            <Trans>What changed</Trans>
          </summary>
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

/** The scales as they are now, and before them all versions of the event's own where it is not among them. */
function useScales(event: AuditEvent): readonly Scale[] {
  const { data: scales } = useQuery(scalesQuery)
  const desk = useDesk()
  const said = scaleOf(event)
  const unknown =
    said !== '' && scales !== undefined && !scales.some((scale) => isScale(scale, said))
  const { data: older } = useQuery({
    ...versionsQuery(desk ?? 0, said.split(' ')[0] ?? ''),
    enabled: unknown && desk !== null,
  })
  return [...(older ?? []), ...(scales ?? [])]
}
