import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api, etag, unwrap } from '../../api/client'
import { claimQuery, queryClient, refreshWork } from '../../api/queries'
import { complain, say } from '../../ui/undo'

/** Saying where a claim stands in the article's newest version; without a place, that it is gone. */
export function usePlace() {
  const [busy, setBusy] = useState(false)
  const place = async (claim: number, at: readonly number[] | null): Promise<boolean> => {
    setBusy(true)
    try {
      const { version } = await queryClient.query({ ...claimQuery(claim), staleTime: 0 })
      await unwrap(
        api.POST('/api/v1/claims/{claim_id}/anchor', {
          params: { path: { claim_id: claim }, header: { 'If-Match': etag(version) } },
          body: { spans: at === null ? [] : [[at[0] ?? 0, at[1] ?? 0]] },
        }),
      )
      say(
        at === null
          ? t`The claim is marked as gone from the article.`
          : t`The claim has its place. It goes back to review.`,
      )
      return true
    } catch (error) {
      complain(error)
      return false
    } finally {
      setBusy(false)
      await refreshWork()
    }
  }
  return { busy, place }
}
