import type { RatingOption } from '../../api/client'
import classes from './scales.module.css'

/** A scale at a glance: its steps from the true end down, then what is off the axis. */
export function Axis({ options }: { options: RatingOption[] }) {
  const sorted = [...options].sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0))
  return (
    <ol className={classes.axis}>
      {sorted.map(({ key, label, rank, retired }) => (
        <li
          key={key}
          data-off={rank === null || undefined}
          data-retired={retired === true || undefined}
        >
          {label}
        </li>
      ))}
    </ol>
  )
}
