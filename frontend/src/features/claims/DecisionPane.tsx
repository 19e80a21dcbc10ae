import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { ClaimDetail } from '../../api/client'
import { claimQuery } from '../../api/queries'
import { ClaimNews } from '../../live/ClaimNews'
import { useHere } from '../../live/presence'
import { ErrorState, Loading } from '../../ui/states'
import { EarlierVerdict } from '../matching/EarlierVerdict'
import { can } from './actions'
import classes from './decision/Decision.module.css'
import { DecisionAside } from './decision/DecisionAside'
import { DecisionEvidence } from './decision/DecisionEvidence'
import { DecisionHead } from './decision/DecisionHead'
import { DecisionVerdict } from './decision/DecisionVerdict'
import { EditorPanel } from './EditorPanel'
import { NextStep } from './NextStep'

export { rateAhead } from '../reviews/rateAhead'

interface Props {
  claimId: number
  /** Called once a verdict is saved or submitted, or the claim dismissed: on to the next. */
  onDone: () => void
}

/** Everything to decide on one claim, compact: beside the queue, or alone on a phone. */
export function DecisionPane({ claimId, onDone }: Props) {
  const claim = useQuery(claimQuery(claimId))
  if (claim.isPending) return <Loading lines={9} label={t`Loading the claim`} />
  if (claim.data === undefined)
    return <ErrorState error={claim.error} retry={() => void claim.refetch()} />
  return <Decision key={claim.data.id} claim={claim.data} onDone={onDone} />
}

function Decision({ claim, onDone }: { claim: ClaimDetail; onDone: () => void }) {
  const pane = useRef<HTMLElement>(null)
  const judging = can(claim, 'save_verdict')
  const focus = () => pane.current?.focus()
  useHere(claim.id)
  return (
    <section
      ref={pane}
      tabIndex={-1}
      className={classes.pane}
      aria-label={t`Decision on the claim`}
    >
      <ClaimNews claim={claim.id} />
      <DecisionHead claim={claim} onDone={onDone} />
      <NextStep claim={claim} />
      <EarlierVerdict claim={claim} onDone={onDone} />
      <DecisionEvidence claim={claim} onAdded={focus} />
      {judging && <DecisionVerdict claim={claim} onDone={onDone} />}
      <EditorPanel claim={claim} />
      <DecisionAside claim={claim} onClosed={focus} />
    </section>
  )
}
