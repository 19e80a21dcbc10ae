import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ClaimDetail } from '../../api/client'
import { policyQuery, scalesQuery, sessionQuery } from '../../api/queries'
import { refuse } from '../../app/keys'
import { readDraft, useFollowingDraft } from '../../lib/drafts'
import { noteWriting } from '../../live/presence'
import { outOfReach, takeBack, useWaits } from '../outbox/outbox'
import { draftOf, type Draft } from './draft'
import { lackingOf, newerThan, refusalOf, standingOf, wasPublished } from './rules'
import { beyondScale, optionsOf, scaleOf } from './scale'
import { draftKey, refused, rateClaim, sendVerdict, type Ahead } from './sending'

/** A verdict that is being written: its draft, what it still lacks, and sending it. */
export function useVerdict(claim: ClaimDetail) {
  const { data: me } = useQuery(sessionQuery)
  const { data: scales } = useQuery(scalesQuery)
  const { data: policy, isLoading } = useQuery(policyQuery(claim.desk))
  const scale = scaleOf(scales, claim.desk)
  const rules = { scale, policy, me }
  const count = claim.verdicts.length
  const key = draftKey(claim.id)
  const [draft, setDraft, drop] = useFollowingDraft<Draft>(
    key,
    draftOf(claim),
    ({ after }) => after < count,
  )
  const [problem, setProblem] = useState(() => refused.get(claim.id) ?? null)
  useEffect(() => void refused.delete(claim.id), [claim.id])
  const [busy, setBusy] = useState(0)
  const waits = useWaits(key)
  const change = (next: Draft) => {
    takeBack(key)
    noteWriting(claim.id)
    setDraft(next)
  }
  const follow = async (sent: ReturnType<typeof sendVerdict>) => {
    setBusy((many) => many + 1)
    setProblem(null)
    const found = await sent
    setProblem(outOfReach(found) ? null : found)
    setBusy((many) => many - 1)
  }
  const options = optionsOf(scale)
  const refusal = refusalOf(claim, draft, rules)
  return {
    draft,
    change,
    /** Goes on with what is typed here, after the newer verdict. */
    keepMine: () => {
      setProblem(null)
      change({ ...draft, after: count })
    },
    /** Begins again from the newer verdict. */
    takeTheirs: () => {
      setProblem(null)
      change(draftOf(claim))
      drop()
    },
    /** Sends it as it is; with `ahead` somebody goes on before the desk has answered. */
    save: (submit: boolean, ahead?: Ahead) =>
      void follow(sendVerdict(claim, { draft, submit, rules, ahead })),
    /** Rates it and goes on; stays, with the rating kept, where something is lacking. */
    rate: (rating: string, ahead: Ahead) => {
      noteWriting(claim.id)
      const sent = rateClaim(claim, { rating, rules, ahead })
      if (sent !== null) void follow(sent)
    },
    /** The rating that a digit stands for; that there is none is said. */
    pick: (position: number) => {
      const option = options[position - 1]
      if (option === undefined) refuse('rate', { refused: () => beyondScale(options.length) })
      return option
    },
    busy: busy > 0,
    /** Why it cannot be submitted as it is; null where it can. */
    refusal,
    submittable: refusal === null && busy === 0,
    /** Whether it is known what can be chosen and what the desk demands. */
    ready: scales !== undefined && !isLoading,
    problem,
    /** Sent while the desk could not be reached; it goes by itself once it can be. */
    waits,
    options,
    standing: standingOf(claim),
    wasPublished: wasPublished(claim),
    lacking: lackingOf(claim, draft, rules),
    /** The same of what is kept, which a key may have changed before it is drawn. */
    lackingNow: () => lackingOf(claim, (readDraft(key) as Draft | null) ?? draft, rules),
    newer: newerThan(draft, claim),
  }
}
