import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiProblem, type ClaimDetail } from '../../api/client'
import { policyQuery, scalesQuery, sessionQuery } from '../../api/queries'
import { useFollowingDraft } from '../../lib/drafts'
import { noteWriting } from '../../live/presence'
import { complain, say } from '../../ui/undo'
import { write } from '../claims/optimism'
import { offerWithdrawal } from '../claims/withdrawal'
import { outOfReach, sendOrKeep, takeBack, useWaits } from '../outbox/outbox'
import { draftOf, type Draft } from './draft'
import { foreseen } from './foreseen'
import { groundOf, lacks } from './lacks'

/** Verdicts that are on their way, by claim. */
const underWay = new Set<number>()
/** Why a verdict was refused of which its writer had gone on: said where its draft is. */
const refused = new Map<number, ApiProblem>()

/** How to go on while a verdict is on its way, and to `open` its claim where it was refused. */
interface Ahead {
  goOn: () => void
  open: () => void
}

/** A verdict that is being written: its draft, what it still lacks, and sending it. */
export function useVerdict(claim: ClaimDetail) {
  const { data: me } = useQuery(sessionQuery)
  const { data: scales } = useQuery(scalesQuery)
  const { data: policy, isLoading } = useQuery(policyQuery(claim.desk))
  const scale = scales?.find((known) => known.default && known.used_by === claim.desk)
  const options = scale?.options.filter(({ retired }) => !retired) ?? []
  const count = claim.verdicts.length
  const last = claim.verdicts.at(-1)
  const key = `verdict:${claim.id}`
  const [draft, setDraft, drop] = useFollowingDraft<Draft>(
    key,
    draftOf(claim),
    ({ after }) => after !== count,
  )
  const [problem, setProblem] = useState(() => refused.get(claim.id) ?? null)
  useEffect(() => void refused.delete(claim.id), [claim.id])
  const [busy, setBusy] = useState(false)
  const waits = useWaits(key)
  const change = (next: Draft) => {
    takeBack(key)
    noteWriting(claim.id)
    setDraft(next)
  }
  const standing = claim.evidence.filter((item) => item.retracted_at === null)
  const wasPublished = claim.verdicts.some((verdict) => verdict.published)
  const restsOn = ({ leftOut }: Draft) =>
    standing.map((item) => item.id).filter((id) => !leftOut.includes(id))
  const lacking = (of: Draft) =>
    lacks(of, groundOf(claim.evidence, restsOn(of)), {
      wasPublished,
      demands: policy?.rules.evidence,
    })
  const refuse = (error: unknown, open?: () => void) => {
    if (outOfReach(error)) {
      if (open) say(t`The desk cannot be reached. Your verdict is sent by itself once it can be.`)
      return
    }
    const found = error instanceof ApiProblem ? error : new ApiProblem(0, t`It was not saved.`)
    setProblem(found)
    if (open === undefined) return
    refused.set(claim.id, found)
    const { text } = claim
    complain(found, t`Not saved, but kept: your verdict on “${text}”`, {
      label: t`Open the claim`,
      act: open,
    })
  }
  /**
   * Answers whether the desk has it now. With `ahead` its row shows it and somebody goes on, before
   * the desk has answered. `said` is what is said of it once it is saved.
   */
  const save = async (
    submit: boolean,
    of: Draft = draft,
    ahead?: Ahead,
    said = t`Saved.`,
  ): Promise<boolean> => {
    if (underWay.has(claim.id)) return false
    underWay.add(claim.id)
    refused.delete(claim.id)
    setBusy(true)
    setProblem(null)
    const { rating, summary, reasons, why } = of
    const body = { rating, summary, reasons, why, evidence: restsOn(of), submit }
    const option = options.find((each) => each.key === rating)
    const known = ahead !== undefined && option !== undefined && scale !== undefined && me != null
    const saving = write(
      claim.id,
      known ? foreseen(claim, body, option, scale, me.person) : {},
      async () => {
        const call = { kind: 'verdict' as const, claim: claim.id, version: claim.version, body }
        const saved = (await sendOrKeep(key, call).finally(() =>
          underWay.delete(claim.id),
        )) as ClaimDetail
        drop()
        if (submit) offerWithdrawal(t`Submitted to an editor.`, saved)
        else say(said)
        return saved
      },
      (error) => refuse(error, ahead?.open),
    )
    ahead?.goOn()
    const done = await saving
    setBusy(false)
    return done
  }
  return {
    draft,
    change,
    drop,
    save,
    busy,
    /** Whether it is known what can be chosen and what the desk demands. */
    ready: scales !== undefined && !isLoading,
    problem,
    /** Sent while the desk could not be reached; it goes by itself once it can be. */
    waits,
    options,
    standing,
    wasPublished,
    lacking,
    newer: draft.after < count && last?.withdrawn === null ? last : undefined,
  }
}
