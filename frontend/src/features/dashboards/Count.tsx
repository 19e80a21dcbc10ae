import { Link } from '@tanstack/react-router'
import type { ClaimFilter } from '../../api/queries'
import { showNumber } from '../../lib/dates'
import { addressOf } from '../claims/filter'
import classes from './Figures.module.css'

/** A number that leads to the claims it counts; nothing to count leads nowhere. */
export function Count({ value, claims, of }: { value: number; claims: ClaimFilter; of: string }) {
  if (value === 0) return <span className={classes.none}>{showNumber(0)}</span>
  return (
    <Link
      to="/"
      search={addressOf(claims)}
      className={classes.count}
      aria-label={`${showNumber(value)} ${of}`}
    >
      {showNumber(value)}
    </Link>
  )
}
