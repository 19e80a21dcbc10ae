import type { ClaimDetail, Verdict } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { RatingBadge } from '../../ui/badges'
import { ReviewLines } from './ReviewLines'
import classes from './Verdict.module.css'

export function VerdictBody({ verdict }: { verdict: Verdict }) {
  return (
    <div className={classes.verdict}>
      <RatingBadge rating={verdict.rating} />
      <p className={classes.summary} dir="auto">
        {verdict.summary}
      </p>
      {verdict.reasons !== '' && (
        <>
          <p className={classes.caption}>For the desk</p>
          <p className={classes.reasons} dir="auto">
            {verdict.reasons}
          </p>
        </>
      )}
      {verdict.why !== '' && <p className={classes.reasons}>Changed because: {verdict.why}</p>}
      <p className={classes.by}>
        {verdict.author.name}, {showMoment(verdict.at)}
        {verdict.published && ' · published'}
        {` · ${verdict.evidence.length} ${verdict.evidence.length === 1 ? 'link' : 'links'}`}
      </p>
    </div>
  )
}

/** The series of verdicts and what editors said of each, newest first. */
export function VerdictHistory({ claim }: { claim: ClaimDetail }) {
  if (claim.verdicts.length === 0) return null
  return (
    <section aria-labelledby="series-title" className="panel">
      <h2 id="series-title">{claim.verdicts.length === 1 ? 'The verdict' : 'Verdicts so far'}</h2>
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
