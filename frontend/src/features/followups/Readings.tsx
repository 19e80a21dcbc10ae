import { t } from '@lingui/core/macro'
import { showDecimal, showNumber, showShare } from '../../lib/dates'
import classes from './Ledger.module.css'

interface Props {
  total: {
    claims: number
    unnamed: number
    hearsay: number
    share: number | null
    still_unnamed: number
    days_to_resolve: number | null
    days_to_resolve_p90: number | null
  }
  days: number
}

/** How the desk keeps to its policy on unnamed sources, in four readings. */
export function Readings({ total, days }: Props) {
  const behind = showNumber(total.unnamed + total.hearsay)
  const all = showNumber(total.claims)
  const readings = [
    {
      name: t`of attributed claims name nobody: ${behind} of ${all}`,
      value: total.share === null ? '–' : showShare(total.share),
    },
    {
      name: t`days to an outcome, the median`,
      value: total.days_to_resolve === null ? '–' : showDecimal(total.days_to_resolve),
    },
    {
      name: t`days in nine cases of ten`,
      value: total.days_to_resolve_p90 === null ? '–' : showDecimal(total.days_to_resolve_p90),
    },
    { name: t`still unnamed after ${days} days`, value: showNumber(total.still_unnamed) },
  ]
  return (
    <dl className={classes.readings}>
      {readings.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
