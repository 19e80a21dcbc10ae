import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClaimDetail } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { Key } from '../../ui/Key'
import { acceptClaim, assignClaim, can, releaseClaim, restoreClaim } from './actions'
import { AssignDialog } from './AssignDialog'
import classes from './Claim.module.css'
import { DismissDialog } from './DismissDialog'
import { hold, letGo } from './held'
import { Holder } from './Holder'
import { ifCan, ifTakeable, notNow } from './refusals'
import { SnoozeDialog } from './SnoozeDialog'
import { TakeOver } from './TakeOver'
import { useClaimOffers } from './useClaimOffers'
import { useLease } from './useLease'

/** The buttons the API offers, and no others. */
export function ClaimActions({ claim }: { claim: ClaimDetail }) {
  const { data: me } = useQuery(sessionQuery)
  const [dismissing, dismissal] = useDisclosure(false)
  const [assigning, assignment] = useDisclosure(false)
  const mine = me != null && claim.assignment?.assignee.id === me.person.id
  const takeable = me != null && can(claim, 'assign') && !mine
  const [taking, setTaking] = useState(false)
  const take = () => {
    if (!takeable || taking) return
    setTaking(true)
    void assignClaim(claim.id, me.person.id, null, t`Assigned to you.`).then((done) => {
      if (!done) letGo()
      setTaking(false)
    })
  }
  const [snoozing, snooze] = useDisclosure(false)
  useKeys({
    mine: ifTakeable(claim, me?.person.id ?? 0, take),
    others: ifCan(claim, 'assign', assignment.open),
    dismiss: ifCan(claim, 'dismiss', dismissal.open),
    snooze: ifCan(claim, 'snooze', snooze.open),
    // Where it can be judged, the form for it has these.
    ...(!can(claim, 'save_verdict') && {
      rate: taking ? (position) => hold(claim.id, 'rate', position) : notNow(claim, 'save_verdict'),
      submit: notNow(claim, 'submit'),
    }),
  })
  useClaimOffers(claim)
  useLease(claim, me?.person.id ?? 0)
  return (
    <Group gap="xs" className={classes.actions}>
      <Holder claim={claim} mine={mine} />
      <TakeOver claim={claim} mine={mine} />
      {takeable && (
        <Button size="sm" onClick={take} rightSection={<Key name="mine" />}>
          <Trans>Assign to me</Trans>
        </Button>
      )}
      {can(claim, 'assign') && (
        <Button
          size="sm"
          variant="default"
          onClick={assignment.open}
          rightSection={<Key name="others" />}
        >
          {claim.assignment === null ? t`Assign to…` : t`Reassign…`}
        </Button>
      )}
      {can(claim, 'accept') && (
        <Button size="sm" variant="default" onClick={() => void acceptClaim(claim.id)}>
          <Trans>Accept</Trans>
        </Button>
      )}
      {can(claim, 'release') && (
        <Button size="sm" variant="default" onClick={() => void releaseClaim(claim.id)}>
          <Trans>Release</Trans>
        </Button>
      )}
      {can(claim, 'snooze') && (
        <Button
          size="sm"
          variant="default"
          onClick={snooze.open}
          rightSection={<Key name="snooze" />}
        >
          {claim.snoozed_until === null ? t`Snooze…` : t`Snoozed…`}
        </Button>
      )}
      {can(claim, 'dismiss') && (
        <Button
          size="sm"
          variant="default"
          onClick={dismissal.open}
          rightSection={<Key name="dismiss" />}
        >
          <Trans>Dismiss…</Trans>
        </Button>
      )}
      {can(claim, 'restore') && (
        <Button size="sm" onClick={() => void restoreClaim(claim.id)}>
          <Trans>Restore</Trans>
        </Button>
      )}
      <DismissDialog claim={dismissing ? claim : null} onClose={dismissal.close} />
      {assigning && <AssignDialog claim={claim} onClose={assignment.close} />}
      {snoozing && <SnoozeDialog claim={claim} onClose={snooze.close} />}
    </Group>
  )
}
