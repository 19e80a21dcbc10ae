import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ClaimDetail } from '../../api/client'
import { perform, useKeys } from '../../app/keys'
import { Key } from '../../ui/Key'
import { RatingBadge } from '../../ui/badges'
import { useHeld } from '../claims/held'
import { notNow } from '../claims/refusals'
import classes from './matching.module.css'
import { matchesOfClaimQuery } from './queries'
import { isReusable, isToJudge, reuseVerdict } from './reuse'

interface Props {
  claim: ClaimDetail
  /** Called once the earlier verdict is submitted: on to the next. */
  onDone?: () => void
}

/** The verdict on an earlier claim that says the same, to be used again by one key. */
export function EarlierVerdict({ claim, onDone }: Props) {
  const open = isToJudge(claim)
  const wanted = open && claim.checked_before !== null
  const found = useQuery({ ...matchesOfClaimQuery(claim.id), enabled: wanted })
  const earlier = wanted
    ? (found.data?.items.find((match) => isReusable(claim, match))?.claim ?? null)
    : null
  const [busy, setBusy] = useState(false)
  const use = async () => {
    if (earlier === null || busy) return
    setBusy(true)
    const done = await reuseVerdict(claim, earlier.id)
    setBusy(false)
    if (done) onDone?.()
  }
  const waits = wanted && found.isPending
  useKeys({
    earlier: !open
      ? notNow(claim, 'save_verdict')
      : earlier === null
        ? { refused: () => t`No claim that says the same has a published verdict.` }
        : () => void use(),
  })
  useHeld(claim.id, 'earlier', waits ? null : () => perform('earlier'))
  if (earlier === null || earlier.rating === null) return null
  return (
    <section className={classes.again} aria-label={t`Earlier verdict`}>
      <p className={classes.outcome}>
        <RatingBadge rating={earlier.rating} />
        <span>
          <Trans>on the same words in</Trans>{' '}
          <Link to="/claims/$claimId" params={{ claimId: earlier.id }} dir="auto">
            {earlier.article.title}
          </Link>
        </span>
      </p>
      <Button
        size="xs"
        loading={busy}
        onClick={() => void use()}
        rightSection={<Key name="earlier" />}
      >
        <Trans>Use this verdict</Trans>
      </Button>
    </section>
  )
}
