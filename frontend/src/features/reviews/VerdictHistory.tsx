import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ClaimDetail, Verdict } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { Link } from '@tanstack/react-router'
import { RatingBadge } from '../../ui/badges'
import { ReviewLines } from './ReviewLines'
import classes from './Verdict.module.css'

export function VerdictBody({ verdict }: { verdict: Verdict }) {
  const { why, withdrawn, reuses } = verdict
  const taker = withdrawn?.by.name
  const taken = withdrawn && showMoment(withdrawn.at)
  return (
    <div className={classes.verdict}>
      <RatingBadge rating={verdict.rating} />
      <p className={classes.summary} dir="auto">
        {verdict.summary}
      </p>
      {verdict.reasons !== '' && (
        <>
          <p className={classes.caption}>
            <Trans>For the desk</Trans>
          </p>
          <p className={classes.reasons} dir="auto">
            {verdict.reasons}
          </p>
        </>
      )}
      {reuses !== null && (
        <p className={classes.reasons}>
          <Link to="/claims/$claimId" params={{ claimId: reuses.claim }}>
            <Trans>Taken from the verdict on an earlier claim</Trans>
          </Link>
          {reuses.changed && (
            <strong>
              {' · '}
              <Trans>which has another one by now: look again.</Trans>
            </strong>
          )}
        </p>
      )}
      {verdict.why !== '' && (
        <p className={classes.reasons}>
          <Trans>Changed because: {why}</Trans>
        </p>
      )}
      {withdrawn && (
        <p className={classes.reasons}>
          <strong>
            <Trans>
              Taken back by {taker}, {taken}: it does not count.
            </Trans>
          </strong>
        </p>
      )}
      <p className={classes.by}>
        {verdict.author.name}, {showMoment(verdict.at)}
        {verdict.published && (
          <>
            {' · '}
            <Trans>published</Trans>
          </>
        )}
        {' · '}
        {plural(verdict.evidence.length, {
          one: '# piece of evidence',
          other: '# pieces of evidence',
        })}
      </p>
    </div>
  )
}

/** The series of verdicts and what editors said of each, newest first. */
export function VerdictHistory({ claim }: { claim: ClaimDetail }) {
  if (claim.verdicts.length === 0) return null
  return (
    <section aria-labelledby="series-title" className="panel">
      <h2 id="series-title">{claim.verdicts.length === 1 ? t`The verdict` : t`Verdicts so far`}</h2>
      <ol className={classes.series}>
        {claim.verdicts.toReversed().map((verdict) => (
          <li key={verdict.id}>
            <VerdictBody verdict={verdict} />
            <ReviewLines claim={claim} verdict={verdict.id} />
          </li>
        ))}
      </ol>
    </section>
  )
}
