import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Claim } from '../../api/client'
import { isPast, showDistance, showMoment } from '../../lib/dates'
import { isInHand } from './actions'
import classes from './Claim.module.css'

/** Who has the claim, and until when while they still work on it. */
export function Holder({ claim, mine }: { claim: Claim; mine: boolean }) {
  const { assignment } = claim
  if (assignment === null) return null
  const due = isInHand(claim) ? assignment.due : null
  const late = due !== null && isPast(due)
  const when = due === null ? '' : showDistance(due)
  const lease = !mine && isInHand(claim) ? assignment.lease_until : null
  const until = lease === null ? '' : showMoment(lease)
  const who = mine ? t`you` : assignment.assignee.name
  return (
    <p className={classes.holder}>
      <Trans>
        With <strong>{who}</strong>
      </Trans>
      {due !== null && (
        <span data-late={late || undefined}>
          , {late ? t`overdue, was due ${when}` : t`due ${when}`}
        </span>
      )}
      {lease !== null && (
        <span>
          {isPast(lease) ? t`, not worked on since ${until}` : t`, who works on it until ${until}`}
        </span>
      )}
    </p>
  )
}
