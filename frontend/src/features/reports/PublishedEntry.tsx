import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReportEntry } from '../../api/client'
import { useArrival } from '../../lib/arrival'
import { showDay } from '../../lib/dates'
import { RatingBadge } from '../../ui/badges'
import { EvidenceBody } from '../evidence/EvidenceBody'
import { CopyButton } from './CopyButton'
import { restsOn, speaker } from './embed'
import classes from './Report.module.css'

/** A published verdict as a reader may see it: no reasons of the desk, no names of checkers. */
export function PublishedEntry({ entry }: { entry: ReportEntry }) {
  const { claim, verdict, published_at: published } = entry
  const arrival = useArrival<HTMLElement>(`claim-${claim.id}`)
  if (verdict === null) return null
  const rests = restsOn(entry)
  const who = speaker(entry)
  const address = () => {
    const { origin, pathname } = window.location
    return `${origin}${pathname}#claim-${claim.id}`
  }
  return (
    <article {...arrival} className={classes.entry} aria-labelledby={`said-${claim.id}`}>
      <p className={classes.rating}>
        <RatingBadge rating={verdict.rating} />
      </p>
      <blockquote id={`said-${claim.id}`} className={classes.claim} dir="auto">
        {claim.text}
      </blockquote>
      <p className={classes.source} dir="auto">
        {who === null ? t`An unnamed source` : who === '' ? t`The article itself` : who}
      </p>
      <p className={classes.summary} dir="auto">
        {verdict.summary}
      </p>
      {entry.corrections.map(({ at, previous }) => (
        <p key={at} className={classes.note}>
          <Correction day={showDay(at)} label={previous.label} />
        </p>
      ))}
      {rests.length > 0 && (
        <>
          <h3 className={classes.small}>
            <Trans>What it rests on</Trans>
          </h3>
          <ul className={classes.evidence}>
            {rests.map((item) => (
              <li key={item.id}>
                <EvidenceBody item={item} />
                {item.archive?.archived_at != null && (
                  <p className={classes.kept}>
                    <Kept day={showDay(item.archive.archived_at)} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.meta}>
        {published !== null && <Published day={showDay(published)} at={published} />}
        <a href={`#claim-${claim.id}`} className="no-print">
          <Trans>Permalink</Trans>
        </a>
        <span className="no-print">
          <CopyButton text={address} label={t`Copy the link`} />
        </span>
        <Link to="/claims/$claimId" params={{ claimId: claim.id }} className="no-print">
          <Trans>On the desk</Trans>
        </Link>
      </p>
    </article>
  )
}

const Correction = ({ day, label }: { day: string; label: string }) => (
  <Trans>
    Corrected on {day}. The rating was “{label}” before.
  </Trans>
)
const Kept = ({ day }: { day: string }) => <Trans>A copy of the page was kept on {day}.</Trans>
const Published = ({ day, at }: { day: string; at: string }) => (
  <span>
    <Trans>
      Published <time dateTime={at}>{day}</time>
    </Trans>
  </span>
)
