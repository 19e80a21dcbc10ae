import { useState } from 'react'
import type { Stance } from '../../api/client'
import { settleDraft, useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { takeBack } from '../outbox/outbox'
import { useSendOrKeep } from '../outbox/useWaiting'
import { uploadEvidence } from './upload'

/** What is known of a piece of evidence while somebody types it. */
export const EMPTY = {
  url: '',
  title: '',
  publisher: '',
  quote: '',
  note: '',
  stance: 'supports' as Stance,
  primary: null as boolean | null,
  unnamed: false,
  common_origin_with: null as number | null,
}

export type EvidenceDraft = typeof EMPTY

/** A link or a file being added: the short form and the whole one share what was typed. */
export function useEvidenceDraft(claim: number) {
  const key = `evidence:${claim}`
  const [kept, setDraft] = useDraft(key, EMPTY)
  // A draft from before a field was there has none of it yet.
  const draft: EvidenceDraft = { ...EMPTY, ...kept }
  const [share, setShare] = useState<number | null>(null)
  const file = useSend()
  const link = useSendOrKeep(key)
  const change = (next: EvidenceDraft) => {
    takeBack(key)
    setDraft(next)
  }
  /** Answers, as soon as the desk has, whether it has all of it: the fields are then empty. */
  const add = (chosen: File | null = null): Promise<boolean> =>
    new Promise((resolve) => {
      const sent = () => resolve(settleDraft(key, kept))
      const sending =
        chosen === null
          ? link.send({ kind: 'evidence', claim, body: draft }, sent)
          : file.send(() => uploadEvidence(claim, chosen, draft, setShare).then(sent))
      void sending.then(() => {
        setShare(null)
        resolve(false)
      })
    })
  return {
    key,
    draft,
    change,
    add,
    busy: link.busy || file.busy,
    problem: link.problem ?? file.problem,
    waits: link.waits,
    share,
  }
}
