import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ClaimDetail } from '../../api/client'
import { claimQuery } from '../../api/queries'
import { isFocusLost } from '../../lib/focusBack'
import { FollowUpBadge, SourceBadge, StateBadge } from '../../ui/badges'
import { ErrorState, Loading } from '../../ui/states'
import { can } from '../claims/actions'
import { ClaimContext } from '../claims/ClaimContext'
import { Marks } from '../claims/Marks'
import { ArchiveLines } from '../evidence/ArchiveLines'
import { EvidenceBody } from '../evidence/EvidenceBody'
import { Checklist } from '../followups/Checklist'
import { ApprovalPanel } from './ApprovalPanel'
import classes from './Approvals.module.css'
import { ReviewLines } from './ReviewLines'
import { VerdictBody } from './VerdictHistory'

interface Props {
  id: number
  /** Somebody came here from another verdict: what they did there took the focus with it. */
  leads: boolean
  onDone: () => void
}

/** All there is to decide on one verdict: the claim in its text, the verdict, what it rests on. */
export function ApprovalDetail({ id, leads, onDone }: Props) {
  const query = useQuery(claimQuery(id))
  if (query.isPending) return <Loading lines={10} label={t`Loading the claim`} />
  if (query.data === undefined)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />
  return <Detail claim={query.data} leads={leads} onDone={onDone} />
}

function Detail({ claim, leads, onDone }: Omit<Props, 'id'> & { claim: ClaimDetail }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (leads && isFocusLost()) title.current?.focus({ preventScroll: true })
  }, [leads])
  const verdict = claim.verdicts.at(-1)
  const evidence = claim.evidence.filter((item) => verdict?.evidence.includes(item.id))
  const last = claim.second_opinions.at(-1)
  return (
    <article className={classes.detail} aria-labelledby="approval-claim">
      <header>
        <p className={classes.facts}>
          {claim.state !== 'submitted' && <StateBadge state={claim.state} />}
          <SourceBadge source={claim.source} />
          <FollowUpBadge state={claim.followup} />
          <Marks claim={claim} />
        </p>
        <h2
          ref={title}
          id="approval-claim"
          tabIndex={-1}
          data-at-hand
          className={classes.claim}
          dir="auto"
        >
          <Link to="/claims/$claimId" params={{ claimId: claim.id }}>
            {claim.text}
          </Link>
        </h2>
      </header>
      <div className={classes.sides}>
        <div>
          {verdict !== undefined && (
            <section aria-labelledby="approval-verdict">
              <h3 id="approval-verdict">
                <Trans>The verdict</Trans>
              </h3>
              <VerdictBody verdict={verdict} />
              <ReviewLines claim={claim} />
            </section>
          )}
          {last !== undefined && (
            <section aria-labelledby="approval-opinion">
              <h3 id="approval-opinion">
                <Trans>Second opinion</Trans>
              </h3>
              <p className={classes.opinion}>
                <strong>{last.rating.label}</strong> {last.author.name}: {last.summary}
                {last.resolution !== null &&
                  ` ${last.resolution.editor.name}: ${last.resolution.reason}`}
              </p>
            </section>
          )}
        </div>
        <div className={classes.ground}>
          <section aria-labelledby="approval-evidence">
            <h3 id="approval-evidence">
              <Trans>What it rests on</Trans>
            </h3>
            <ul className={classes.evidence}>
              {evidence.map((item) => (
                <li key={item.id}>
                  <EvidenceBody item={item} />
                  {item.file === null && (
                    <ArchiveLines
                      item={item}
                      changed={verdict?.changed_since_verdict.includes(item.id) ?? false}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
          <ClaimContext claim={claim} />
          {claim.follow_up !== null && <Checklist entry={claim.follow_up} waives={false} />}
        </div>
        {(can(claim, 'approve') || can(claim, 'return')) && (
          <section aria-labelledby="approval-decision" className={classes.decision}>
            <h3 id="approval-decision">
              <Trans>Your decision</Trans>
            </h3>
            <ApprovalPanel claim={claim} onDone={onDone} />
          </section>
        )}
      </div>
    </article>
  )
}
