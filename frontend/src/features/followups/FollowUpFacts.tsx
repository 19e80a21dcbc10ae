import { t } from '@lingui/core/macro'
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
  type Choices,
} from './terms'

const known = <T extends string>(value: T, choices: Choices<T>) =>
  value === 'unknown' ? '' : labelOf(choices, value)

/** A follow-up to read: how it ended, or where it stands. */
export function FollowUpFacts({ entry }: { entry: FollowUp }) {
  const hidden = entry.notes_hidden
  const facts = [
    { name: t`Kind of reason`, value: labelOf(REASON_CLASSES, entry.reason_class) },
    { name: t`Not named because`, value: entry.reason },
    { name: t`Use in the article`, value: labelOf(USES, entry.use) },
    { name: t`Gives`, value: known(entry.content, CONTENT) },
    { name: t`Knows it`, value: known(entry.knowledge, KNOWLEDGE) },
    { name: t`From`, value: entry.basis_of_knowledge },
    { name: t`Terms`, value: termsLabel(entry.terms) },
    {
      name: t`Identity known to`,
      value: entry.known_to?.name ?? (hidden ? '' : t`nobody on the desk`),
    },
    { name: t`Told`, value: entry.told_at === null ? '' : showMoment(entry.told_at) },
    { name: t`People behind it`, value: String(entry.source_count ?? '') },
    { name: t`Corroborations`, value: String(entry.corroborations) },
    { name: t`Due`, value: entry.outcome === null ? showMoment(entry.due) : '' },
    { name: t`Closed`, value: entry.closed_at === null ? '' : showMoment(entry.closed_at) },
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
