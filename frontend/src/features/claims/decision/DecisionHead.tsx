import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ClaimDetail } from '../../../api/client'
import { sessionQuery } from '../../../api/queries'
import { useKeys } from '../../../app/keys'
import { PresenceTag } from '../../../live/PresenceTag'
import { Key } from '../../../ui/Key'
import { FollowUpBadge, SourceBadge, StateBadge } from '../../../ui/badges'
import { can } from '../actions'
import { AssignDialog } from '../AssignDialog'
import { DismissDialog } from '../DismissDialog'
import { Holder } from '../Holder'
import { Marks } from '../Marks'
import { ifCan, ifTakeable, notNow } from '../refusals'
import { takeRow } from '../rowActions'
import { SnoozeDialog } from '../SnoozeDialog'
import { TakeOver } from '../TakeOver'
import { useClaimOffers } from '../useClaimOffers'
import { useLease } from '../useLease'
import classes from './Decision.module.css'

/** What was said, who said it and why we think so, where it stands and who has it. */
export function DecisionHead({ claim, onDone }: { claim: ClaimDetail; onDone: () => void }) {
  const { data: me } = useQuery(sessionQuery)
  const [dismissing, dismissal] = useDisclosure(false)
  const [assigning, assignment] = useDisclosure(false)
  const [snoozing, snooze] = useDisclosure(false)
  const mine = me != null && claim.assignment?.assignee.id === me.person.id
  const takeable = me != null && can(claim, 'assign') && !mine
  const take = () => {
    if (takeable) void takeRow(claim, me)
  }
  useKeys({
    mine: ifTakeable(claim, me?.person.id ?? 0, take),
    others: ifCan(claim, 'assign', assignment.open),
    snooze: ifCan(claim, 'snooze', snooze.open),
    dismiss: ifCan(claim, 'dismiss', dismissal.open),
    ...(!can(claim, 'save_verdict') && { submit: notNow(claim, 'submit') }),
  })
  useClaimOffers(claim)
  useLease(claim, me?.person.id ?? 0)
  return (
    <header className={classes.head}>
      <p className={classes.badges}>
        <StateBadge state={claim.state} />
        <FollowUpBadge state={claim.followup} />
        <Marks claim={claim} />
        <PresenceTag claim={claim.id} />
      </p>
      <h2 className={classes.claim} dir="auto">
        <Link to="/claims/$claimId" params={{ claimId: claim.id }}>
          {/^\p{Ll}/u.test(claim.text) && '…'}
          {claim.text}
        </Link>
      </h2>
      <dl className={classes.facts}>
        <dt>
          <Trans>Said by</Trans>
        </dt>
        <dd>
          <SourceBadge source={claim.source} />
        </dd>
        <dt>
          <Trans>Because</Trans>
        </dt>
        <dd>{claim.basis}</dd>
      </dl>
      <Holder claim={claim} mine={mine} />
      <Group gap="xs">
        <TakeOver claim={claim} mine={mine} />
        {takeable && (
          <Button size="xs" onClick={take} rightSection={<Key name="mine" />}>
            <Trans>Assign to me</Trans>
          </Button>
        )}
        {can(claim, 'assign') && (
          <Button
            size="xs"
            variant="default"
            onClick={assignment.open}
            rightSection={<Key name="others" />}
          >
            {claim.assignment === null ? t`Assign to…` : t`Reassign…`}
          </Button>
        )}
        {can(claim, 'snooze') && (
          <Button
            size="xs"
            variant="default"
            onClick={snooze.open}
            rightSection={<Key name="snooze" />}
          >
            {claim.snoozed_until === null ? t`Snooze…` : t`Snoozed…`}
          </Button>
        )}
        {can(claim, 'dismiss') && (
          <Button
            size="xs"
            variant="default"
            onClick={dismissal.open}
            rightSection={<Key name="dismiss" />}
          >
            <Trans>Dismiss…</Trans>
          </Button>
        )}
      </Group>
      <DismissDialog
        claim={dismissing ? claim : null}
        onClose={dismissal.close}
        onDismissed={onDone}
      />
      {assigning && <AssignDialog claim={claim} onClose={assignment.close} />}
      {snoozing && <SnoozeDialog claim={claim} onClose={snooze.close} />}
    </header>
  )
}
