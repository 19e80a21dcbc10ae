import type { VerdictReport } from '../../api/client'
import { RatingBadge } from '../../ui/badges'
import classes from './Report.module.css'

/** The report in numbers, and how the published verdicts spread over the scale. */
export function Figures({ report }: { report: VerdictReport }) {
  const figures = [
    { name: 'claims', value: report.total },
    { name: 'published', value: report.published },
    { name: 'open', value: report.open },
    { name: 'dismissed', value: report.dismissed },
    { name: 'unnamed sources', value: report.unnamed },
    { name: 'follow-ups open', value: report.unnamed_open },
  ]
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.ratings.length > 0 && (
        <ul className={classes.ratings} aria-label="Published ratings">
          {report.ratings.map(({ rating, count }) => (
            <li key={rating.key}>
              <RatingBadge rating={rating} /> <span className={classes.times}>× {count}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
