import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ClaimDetail } from '../../api/client'
import { claimQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { ClaimNews } from '../../live/ClaimNews'
import { useHere } from '../../live/presence'
import { ErrorState, Loading, PageHeader } from '../../ui/states'
import { AuditTrail } from '../audit/AuditTrail'
import { CommentsPanel } from '../comments/CommentsPanel'
import { EvidencePanel } from '../evidence/EvidencePanel'
import { FollowUpPanel } from '../followups/FollowUpPanel'
import { OpinionPanel } from '../opinions/OpinionPanel'
import { RepliesPanel } from '../replies/RepliesPanel'
import { KeptDraft } from '../reviews/KeptDraft'
import { VerdictEditor } from '../reviews/VerdictEditor'
import { VerdictHistory } from '../reviews/VerdictHistory'
import { can } from './actions'
import classes from './Claim.module.css'
import { ClaimContext } from './ClaimContext'
import { ClaimHead } from './ClaimHead'
import { ClaimRecord } from './ClaimRecord'
import { EarlierChecks } from './EarlierChecks'
import { EditorPanel } from './EditorPanel'
import { NextStep } from './NextStep'
import { notNow } from './refusals'

/** Everything on one claim: read it, judge it, add what it rests on, send it on. */
export function ClaimPage() {
  const { claimId } = useParams({ from: '/desk/claims/$claimId' })
  const claim = useQuery(claimQuery(claimId))
  if (claim.isPending) return <Loading lines={12} label={t`Loading the claim`} />
  if (claim.data === undefined)
    return (
      <>
        <PageHeader title={t`This claim cannot be shown`} />
        <ErrorState error={claim.error} retry={() => void claim.refetch()} />
        <p>
          <Link to="/">
            <Trans>Back to the queue</Trans>
          </Link>
        </p>
      </>
    )
  return <ClaimView key={claim.data.id} claim={claim.data} />
}

function ClaimView({ claim }: { claim: ClaimDetail }) {
  const judging = can(claim, 'save_verdict')
  useHere(claim.id)
  const { hash } = useLocation()
  const comments = useRef<HTMLDivElement>(null)
  useKeys({
    note: () => comments.current?.querySelector('textarea')?.focus(),
    unnamed:
      claim.follow_up === null
        ? notNow(claim, 'unnamed')
        : () => document.getElementById('followup')?.focus(),
  })
  // The ledger of unnamed sources leads here.
  useEffect(() => {
    if (hash === 'followup') document.getElementById(hash)?.focus()
  }, [hash])
  const long = claim.follow_up !== null
  const record = (
    <>
      <ClaimRecord claim={claim} />
      <AuditTrail claim={claim.id} />
    </>
  )
  return (
    <div className={classes.page}>
      <ClaimNews claim={claim.id} />
      <ClaimHead claim={claim} />
      <div className={classes.columns}>
        <div className={classes.work}>
          <ClaimContext claim={claim} />
          <NextStep claim={claim} />
          <EvidencePanel claim={claim} />
          {judging ? <VerdictEditor claim={claim} /> : <KeptDraft claim={claim} />}
          <OpinionPanel claim={claim} />
          <VerdictHistory claim={claim} />
          <div ref={comments}>
            <CommentsPanel claim={claim.id} />
          </div>
          {/* Where the follow-up fills the side, the record stands under the work. */}
          {long && record}
        </div>
        <div className={classes.side}>
          <EditorPanel claim={claim} />
          {claim.follow_up !== null && (
            <FollowUpPanel entry={claim.follow_up} evidence={claim.evidence} />
          )}
          <RepliesPanel claim={claim} />
          <EarlierChecks claim={claim} />
          {!long && record}
        </div>
      </div>
    </div>
  )
}
