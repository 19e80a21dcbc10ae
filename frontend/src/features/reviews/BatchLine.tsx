import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Claim } from '../../api/client'
import { FollowUpBadge, RatingBadge, SourceBadge } from '../../ui/badges'
import { heldUntil } from '../claims/heldUntil'
import { Marks } from '../claims/Marks'
import classes from './Approvals.module.css'

/**
 * One of several verdicts, with what an editor has to know before agreeing to it. `needs` is what
 * keeps it from being approved; '' where nothing does.
 */
export function BatchLine({ claim, needs = '' }: { claim: Claim; needs?: string }) {
  const { verdict } = claim
  const held = heldUntil(claim)
  const author = verdict?.author.name ?? ''
  return (
    <span className={classes.line}>
      <span className={classes.said} dir="auto">
        {claim.text}
      </span>
      {verdict !== null && verdict.summary !== '' && (
        <span className={classes.note} dir="auto">
          {verdict.summary}
        </span>
      )}
      <span className={classes.facts}>
        {verdict !== null && <RatingBadge rating={verdict.rating} />}
        <SourceBadge source={claim.source} />
        <FollowUpBadge state={claim.followup} />
        <Marks claim={claim} />
        {author !== '' && (
          <span>
            <Trans>by {author}</Trans>
          </span>
        )}
      </span>
      {needs !== '' && <span className={classes.why}>{needs}</span>}
      {needs === '' && held !== '' && <span className={classes.facts}>{held}</span>}
      {needs === '' && claim.sensitive && (
        <span className={classes.facts}>{t`Needs another editor to publish it.`}</span>
      )}
    </span>
  )
}
