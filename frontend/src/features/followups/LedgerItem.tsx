import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { LedgerEntry } from '../../api/client'
import { showDay, showDistance } from '../../lib/dates'
import classes from './Ledger.module.css'
import { labelOf, outcomeLabel, REASON_CLASSES, termsLabel, USES } from './terms'

/** One unnamed source: what the desk promised, what bears it out, and how long is left. */
export function LedgerItem({ entry }: { entry: LedgerEntry }) {
  return (
    <li className={classes.item} data-late={entry.overdue || entry.expired || undefined}>
      <div className={classes.what}>
        <p className={classes.source} dir="auto">
          {entry.hearsay ? <Trans>Hearsay: nobody is named at all</Trans> : entry.description}
        </p>
        <Link
          to="/claims/$claimId"
          params={{ claimId: entry.claim }}
          hash="followup"
          className={classes.words}
          data-entry
          dir="auto"
        >
          {entry.text}
        </Link>
        <p className={classes.where}>
          <Link to="/articles/$articleId" params={{ articleId: entry.article }} dir="auto">
            {entry.title}
          </Link>
          {entry.section !== '' && <span> · {entry.section}</span>}
        </p>
      </div>
      <dl className={classes.facts}>
        <Fact name={t`Reason`}>{labelOf(REASON_CLASSES, entry.reason_class)}</Fact>
        <Fact name={t`Terms`}>{termsLabel(entry.terms)}</Fact>
        <Fact name={t`Use`}>{labelOf(USES, entry.use)}</Fact>
        <Fact name={t`Known on the desk`}>{entry.identity_known ? t`yes` : t`to nobody yet`}</Fact>
        <Fact name={t`Borne out`}>
          {entry.corroborations === 0
            ? t`not yet`
            : plural(entry.corroborations, { one: '# time', other: '# times' })}
        </Fact>
        <Fact name={t`Sign-off`}>{signOff(entry)}</Fact>
      </dl>
      <p className={classes.due}>
        <Standing entry={entry} />
        <span className={classes.holder}>
          {entry.holder === null ? t`in nobody’s hands` : entry.holder.name}
        </span>
      </p>
    </li>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function signOff({ approver, signed_off: signed }: LedgerEntry): string {
  if (signed) return t`signed off`
  if (approver === null) return t`none needed`
  return { checker: t`by a checker`, editor: t`by an editor`, admin: t`by an admin` }[approver]
}

function Standing({ entry }: { entry: LedgerEntry }) {
  if (entry.outcome !== null) {
    return (
      <>
        <strong>{outcomeLabel(entry.outcome)}</strong>
        {entry.closed_at !== null && (
          <time dateTime={entry.closed_at}>{showDay(entry.closed_at)}</time>
        )}
      </>
    )
  }
  const due = showDistance(entry.due)
  const word = entry.expired ? t`Expired` : entry.overdue ? t`Overdue` : t`Open`
  return (
    <>
      <strong className={classes.standing}>{word}</strong>
      <time dateTime={entry.due}>
        <Trans>due {due}</Trans>
      </time>
    </>
  )
}
