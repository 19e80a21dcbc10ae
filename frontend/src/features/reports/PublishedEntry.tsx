import { Link } from '@tanstack/react-router'
import type { ReportEntry } from '../../api/client'
import { showDay } from '../../lib/dates'
import { RatingBadge, SourceBadge } from '../../ui/badges'
import { EvidenceBody } from '../evidence/EvidenceBody'
import { outcomeLabel } from '../followups/terms'
import classes from './Report.module.css'

/** A published verdict as a reader may see it: no reasons of the desk, no names of checkers. */
export function PublishedEntry({ entry }: { entry: ReportEntry }) {
  const { claim, verdict, follow_up: followUp } = entry
  if (verdict === null) return null
  const rests = entry.evidence.filter((item) => verdict.evidence.includes(item.id))
  return (
    <article
      id={`claim-${claim.id}`}
      className={classes.entry}
      aria-labelledby={`said-${claim.id}`}
    >
      <p className={classes.rating}>
        <RatingBadge rating={verdict.rating} />
      </p>
      <blockquote id={`said-${claim.id}`} className={classes.claim} dir="auto">
        {claim.text}
      </blockquote>
      <p className={classes.source}>
        <SourceBadge source={claim.source} />
      </p>
      <p className={classes.summary} dir="auto">
        {verdict.summary}
      </p>
      {claim.source?.unnamed === true && (
        <p className={classes.note}>
          The article does not name this source.
          {followUp != null && ` Follow-up: ${outcomeLabel(followUp.outcome).toLowerCase()}.`}
        </p>
      )}
      {rests.length > 0 && (
        <>
          <h3 className={classes.small}>What it rests on</h3>
          <ul className={classes.evidence}>
            {rests.map((item) => (
              <li key={item.id}>
                <EvidenceBody item={item} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.meta}>
        <span>
          Published <time dateTime={verdict.at}>{showDay(verdict.at)}</time>
          {verdict.number > 1 && `, version ${verdict.number}`}
        </span>
        <a href={`#claim-${claim.id}`} className="no-print">
          Permalink
        </a>
        <Link to="/claims/$claimId" params={{ claimId: claim.id }} className="no-print">
          On the desk
        </Link>
      </p>
    </article>
  )
}
