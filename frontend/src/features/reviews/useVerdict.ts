import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ApiProblem, etag, unwrap, type ClaimDetail } from '../../api/client'
import { policyQuery, refreshWork, scalesQuery } from '../../api/queries'
import { useFollowingDraft } from '../../lib/drafts'
import { noteWriting } from '../../live/presence'
import { say } from '../../ui/undo'
import { draftOf, type Draft } from './draft'
import { sendLater, takeBack, useWaits } from './outbox'
import { groundOf, lacks } from './lacks'
import { offerWithdrawal } from './withdrawal'

/** A verdict that is being written: its draft, what it still lacks, and sending it. */
export function useVerdict(claim: ClaimDetail) {
  const { data: scales } = useQuery(scalesQuery)
  const { data: policy, isLoading } = useQuery(policyQuery(claim.desk))
  const scale = scales?.find((known) => known.default && known.used_by === claim.desk)
  const options = scale?.options.filter(({ retired }) => !retired) ?? []
  const count = claim.verdicts.length
  const last = claim.verdicts.at(-1)
  const [draft, setDraft, drop] = useFollowingDraft<Draft>(
    `verdict:${claim.id}`,
    draftOf(claim),
    ({ after }) => after !== count,
  )
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const waits = useWaits(claim.id)
  const change = (next: Draft) => {
    takeBack(claim.id)
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
  /** Answers whether the desk has it now. */
  const save = async (submit: boolean, of: Draft = draft): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    const { rating, summary, reasons, why } = of
    const body = { rating, summary, reasons, why, evidence: restsOn(of), submit }
    try {
      const saved = await unwrap(
        api.PUT('/api/v1/claims/{claim_id}/verdict', {
          params: { path: { claim_id: claim.id }, header: { 'If-Match': etag(claim.version) } },
          body,
        }),
      )
      takeBack(claim.id)
      drop()
      if (submit) offerWithdrawal(t`Submitted to an editor.`, saved)
      else say(t`Saved.`)
      return true
    } catch (error) {
      const found = error instanceof ApiProblem ? error : new ApiProblem(0, t`It was not saved.`)
      if (found.status === 0) sendLater({ claim: claim.id, version: claim.version, body })
      else setProblem(found)
      return false
    } finally {
      setBusy(false)
      await refreshWork()
    }
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
