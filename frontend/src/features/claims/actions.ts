import { t } from '@lingui/core/macro'
import { api, etag, unwrap, type ClaimDetail } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { complain, say } from '../../ui/undo'

const path = (id: number) => ({ params: { path: { claim_id: id } } })

/** Runs a write, shows what came of it, and reads again what it changed. */
async function act(done: string, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    say(done)
    return true
  } catch (error) {
    complain(error)
    return false
  } finally {
    await refreshWork()
  }
}

export const acceptClaim = (id: number) =>
  act(t`Accepted.`, () => unwrap(api.POST('/api/v1/claims/{claim_id}/acceptance', path(id))))

export const assignClaim = (
  id: number,
  assignee: number | null,
  due: string | null,
  done: string,
) =>
  act(done, () =>
    unwrap(
      api.POST('/api/v1/claims/{claim_id}/assignment', { ...path(id), body: { assignee, due } }),
    ),
  )

export const releaseClaim = (id: number) =>
  act(t`Released for anybody to take.`, () =>
    unwrap(api.DELETE('/api/v1/claims/{claim_id}/assignment', path(id))),
  )

export const restoreClaim = (id: number) =>
  act(t`Restored.`, () => unwrap(api.POST('/api/v1/claims/{claim_id}/restoration', path(id))))

export const correctClaim = (id: number, reason: string) =>
  act(t`Reopened for a correction. The published verdict stands until the new one is there.`, () =>
    unwrap(api.POST('/api/v1/claims/{claim_id}/correction', { ...path(id), body: { reason } })),
  )

export const publishClaim = ({ id, text }: Pick<ClaimDetail, 'id' | 'text'>) =>
  act(t`Published: “${text}”`, () =>
    unwrap(api.POST('/api/v1/claims/{claim_id}/publication', { ...path(id), body: {} })),
  )

/** An editor decides on the verdict they see: a newer one refuses it. */
export const decide = (
  { id, version }: Pick<ClaimDetail, 'id' | 'version'>,
  body: { decision: 'approve' | 'return'; comment: string; publish: boolean },
  done: string,
) =>
  act(done, () =>
    unwrap(
      api.POST('/api/v1/claims/{claim_id}/approval', {
        params: { path: { claim_id: id }, header: { 'If-Match': etag(version) } },
        body,
      }),
    ),
  )

export const can = (claim: Pick<ClaimDetail, 'actions'>, action: ClaimDetail['actions'][number]) =>
  claim.actions.includes(action)

/** Whether somebody still works on it: what was handed in is nobody's to be late with. */
export const isInHand = ({ state }: Pick<ClaimDetail, 'state'>) =>
  state === 'assigned' || state === 'in_review' || state === 'returned'
