import { useState } from 'react'
import { api, unwrap, type Stance } from '../../api/client'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
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
  const [kept, change, drop] = useDraft(`evidence:${claim}`, EMPTY)
  // A draft from before a field was there has none of it yet.
  const draft: EvidenceDraft = { ...EMPTY, ...kept }
  const [share, setShare] = useState<number | null>(null)
  const { busy, problem, send } = useSend()
  /** Answers whether the desk has it now; the fields are then empty. */
  const add = async (file: File | null = null): Promise<boolean> => {
    const done = await send(() =>
      file === null
        ? unwrap(
            api.POST('/api/v1/claims/{claim_id}/evidence', {
              params: { path: { claim_id: claim } },
              body: draft,
            }),
          )
        : uploadEvidence(claim, file, draft, setShare),
    )
    setShare(null)
    if (!done) return false
    change(EMPTY)
    drop()
    return true
  }
  return { draft, change, add, busy, problem, share }
}
