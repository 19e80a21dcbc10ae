import { Trans } from '@lingui/react/macro'
import type { Difference } from './fields'
import classes from './policy.module.css'

/** What differs, field by field. */
export function Differences({ differ }: { differ: Difference[] }) {
  if (differ.length === 0)
    return (
      <p>
        <Trans>Nothing differs.</Trans>
      </p>
    )
  return (
    <dl className={classes.differ}>
      {differ.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            <del>{before}</del> <span aria-hidden>→</span> <ins>{after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
