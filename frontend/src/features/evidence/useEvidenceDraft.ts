import { api, unwrap, type Stance } from '../../api/client'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'

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

/** A link being added: the short form and the whole one share what was typed. */
export function useEvidenceDraft(claim: number) {
  const [kept, change, drop] = useDraft(`evidence:${claim}`, EMPTY)
  // A draft from before a field was there has none of it yet.
  const draft: EvidenceDraft = { ...EMPTY, ...kept }
  const { busy, problem, send } = useSend()
  /** Answers whether the desk has it now; the fields are then empty. */
  const add = async (): Promise<boolean> => {
    const done = await send(() =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/evidence', {
          params: { path: { claim_id: claim } },
          body: draft,
        }),
      ),
    )
    if (!done) return false
    change(EMPTY)
    drop()
    return true
  }
  return { draft, change, add, busy, problem }
}
