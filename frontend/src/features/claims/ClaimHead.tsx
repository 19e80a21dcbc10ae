import { Title } from '@mantine/core'
import type { ClaimDetail } from '../../api/client'
import { usePageTitle } from '../../lib/pageTitle'
import { PresenceTag } from '../../live/PresenceTag'
import { FollowUpBadge, RatingBadge, SourceBadge, StateBadge } from '../../ui/badges'
import classes from './Claim.module.css'
import { ClaimActions } from './ClaimActions'

/** The claim itself, who said it, where it stands, and what can be done now. */
export function ClaimHead({ claim }: { claim: ClaimDetail }) {
  usePageTitle(claim.text)
  const published = claim.verdicts.findLast((verdict) => verdict.published)
  return (
    <header className={classes.head}>
      <p className={classes.badges}>
        <SourceBadge source={claim.source} />
        <StateBadge state={claim.state} />
        <FollowUpBadge state={claim.followup} />
        <PresenceTag claim={claim.id} />
        {published !== undefined && <RatingBadge rating={published.rating} />}
      </p>
      <Title order={1} id="page-title" tabIndex={-1} className={classes.claim} dir="auto">
        {/^\p{Ll}/u.test(claim.text) && '…'}
        {claim.text}
      </Title>
      <ClaimActions claim={claim} />
    </header>
  )
}
