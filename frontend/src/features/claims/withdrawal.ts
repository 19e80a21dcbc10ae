import { plural, t } from '@lingui/core/macro'
import { api, ApiProblem, etag, unwrap, type ClaimDetail } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { complain, offerUndo, say } from '../../ui/undo'

/** A claim whose verdict waits for an editor, as somebody saw it. */
type Submitted = Pick<ClaimDetail, 'id' | 'version'> & { verdict: { id: number } | null }

/**
 * Says that a verdict was submitted, and offers to take it back as long as that stands; at once where
 * it is on its way, null where it was refused.
 */
export function offerWithdrawal(
  message: string,
  claim: Submitted | Promise<Submitted | null>,
): string {
  const sent = Promise.resolve(claim)
  const undo = () => void sent.then((submitted) => submitted && withdraw(submitted))
  return offerUndo(message, undo, { write: sent.then((submitted) => submitted !== null) })
}

/** Takes a submitted verdict back, unless an editor was quicker, which is said. */
export async function withdraw(claim: Submitted): Promise<boolean> {
  try {
    await takeBack(claim)
    say(t`Taken back. The claim is with you, and what was sent is in its form.`)
    return true
  } catch (error) {
    complain(quicker(error))
    return false
  } finally {
    await refreshWork()
  }
}

/** Takes several back; where an editor was quicker the others are taken back all the same. */
export async function withdrawAll(claims: readonly Submitted[]): Promise<void> {
  const refused: unknown[] = []
  for (const claim of claims) {
    try {
      await takeBack(claim)
    } catch (error) {
      refused.push(quicker(error))
    }
  }
  const taken = claims.length - refused.length
  if (taken > 0) {
    say(
      plural(taken, {
        one: '# verdict is taken back. The claim is with you.',
        other: '# verdicts are taken back. The claims are with you.',
      }),
    )
  }
  if (refused.length > 0) {
    const rest = plural(refused.length, { one: '# verdict stays', other: '# verdicts stay' })
    complain(refused[0], rest)
  }
  await refreshWork()
}

const post = (id: number, version: number) =>
  unwrap(
    api.POST('/api/v1/claims/{claim_id}/withdrawal', {
      params: { path: { claim_id: id }, header: { 'If-Match': etag(version) } },
    }),
  )

/** What counts is that the verdict is still the one that was seen, not that the claim is untouched. */
async function takeBack({ id, version, verdict }: Submitted): Promise<unknown> {
  try {
    return await post(id, version)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 412) throw error
    const now = await unwrap(
      api.GET('/api/v1/claims/{claim_id}', { params: { path: { claim_id: id } } }),
    )
    if (now.verdict?.id !== verdict?.id) throw error
    return await post(id, now.version)
  }
}

/** The same refusal, said as what happened meanwhile. */
function quicker(error: unknown): unknown {
  if (!(error instanceof ApiProblem) || error.status !== 409) return error
  switch (error.extra.state) {
    case 'approved':
      return new ApiProblem(
        409,
        t`An editor was quicker: the verdict is approved. Ask them to return it.`,
      )
    case 'published':
      return new ApiProblem(
        409,
        t`An editor was quicker: the verdict is published. Ask them to reopen it for a correction.`,
      )
    case 'returned':
      return new ApiProblem(409, t`It was returned meanwhile: you can write the verdict anew.`)
    default:
      return error
  }
}
