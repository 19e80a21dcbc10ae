import type { FollowUp } from '../../api/client'
import { showMoment } from '../../lib/dates'
import classes from './FollowUp.module.css'
import {
  CONTENT,
  KNOWLEDGE,
  labelOf,
  outcomeLabel,
  REASON_CLASSES,
  termsLabel,
  USES,
} from './terms'

const known = <T extends string>(value: T, labels: { value: T; label: string }[]) =>
  value === 'unknown' ? '' : labelOf(labels, value)

/** A follow-up to read: how it ended, or where it stands. */
export function FollowUpFacts({ entry }: { entry: FollowUp }) {
  const hidden = entry.notes_hidden
  const facts = [
    { name: 'Kind of reason', value: labelOf(REASON_CLASSES, entry.reason_class) },
    { name: 'Not named because', value: entry.reason },
    { name: 'Use in the article', value: labelOf(USES, entry.use) },
    { name: 'Gives', value: known(entry.content, CONTENT) },
    { name: 'Knows it', value: known(entry.knowledge, KNOWLEDGE) },
    { name: 'From', value: entry.basis_of_knowledge },
    { name: 'Terms', value: termsLabel(entry.terms) },
    {
      name: 'Identity known to',
      value: entry.known_to?.name ?? (hidden ? '' : 'nobody on the desk'),
    },
    { name: 'Told', value: entry.told_at === null ? '' : showMoment(entry.told_at) },
    { name: 'People behind it', value: String(entry.source_count ?? '') },
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
