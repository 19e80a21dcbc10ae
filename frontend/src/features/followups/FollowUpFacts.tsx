import type { FollowUp } from '../../api/client'
import { showMoment } from '../../lib/dates'
import classes from './FollowUp.module.css'
import { outcomeLabel, termsLabel } from './terms'

/** A follow-up to read: how it ended, or where it stands. */
export function FollowUpFacts({ entry }: { entry: FollowUp }) {
  const facts = [
    { name: 'Not named because', value: entry.reason },
    { name: 'Knows it from', value: entry.basis_of_knowledge },
    { name: 'Terms', value: termsLabel(entry.terms) },
    { name: 'Identity known to', value: entry.known_to?.name ?? 'nobody on the desk' },
    { name: 'Corroborations', value: String(entry.corroborations) },
    { name: 'Due', value: entry.outcome === null ? showMoment(entry.due) : '' },
    { name: 'Closed', value: entry.closed_at === null ? '' : showMoment(entry.closed_at) },
  ]
  return (
    <div className={classes.facts}>
      <p className={classes.outcome}>{outcomeLabel(entry.outcome)}</p>
      {entry.outcome_reason !== '' && <p>{entry.outcome_reason}</p>}
      <dl>
        {facts
          .filter(({ value }) => value !== '')
          .map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
