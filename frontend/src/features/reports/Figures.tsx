import { t } from '@lingui/core/macro'
import type { VerdictReport } from '../../api/client'
import { showNumber } from '../../lib/dates'
import { RatingBadge } from '../../ui/badges'
import classes from './Report.module.css'

/** How the published verdicts spread over the scale: what a reader asks first. */
export function Figures({ report }: { report: VerdictReport }) {
  if (report.ratings.length === 0) return null
  return (
    <ul className={classes.ratings} aria-label={t`Published ratings`}>
      {report.ratings.map(({ rating, count }) => (
        <li key={`${rating.scale} ${rating.scale_version} ${rating.key}`}>
          <span className={classes.times}>{showNumber(count)}</span> <RatingBadge rating={rating} />
        </li>
      ))}
    </ul>
  )
}
