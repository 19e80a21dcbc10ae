import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClaimDetail } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { can } from './actions'
import classes from './Claim.module.css'
import { standing } from './standing'
import { withdraw } from './withdrawal'

/** What has to happen before somebody can judge it; nothing where the editor below is open. */
export function NextStep({ claim }: { claim: ClaimDetail }) {
  const { data: me } = useQuery(sessionQuery)
  if (me == null || can(claim, 'save_verdict') || claim.state === 'published') return null
  const own = claim.verdict?.author.id === me.person.id
  return (
    <section className={classes.next} aria-label={t`Next step`}>
      <p>{standing(claim, me.person.id)}</p>
      {own && can(claim, 'withdraw') && <TakeBack claim={claim} />}
    </section>
  )
}

/** For the author of a submitted verdict, until an editor decides; submitting again undoes it. */
function TakeBack({ claim }: { claim: ClaimDetail }) {
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    await withdraw(claim)
    setBusy(false)
  }
  return (
    <Button size="xs" variant="default" loading={busy} onClick={() => void take()}>
      <Trans>Take back</Trans>
    </Button>
  )
}
