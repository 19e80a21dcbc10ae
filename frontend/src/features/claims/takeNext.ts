import { t } from '@lingui/core/macro'
import { api, unwrap } from '../../api/client'
import { refreshWork, type ClaimFilter } from '../../api/queries'
import { complain, say } from '../../ui/undo'

/** Takes the most urgent claim that waits; answers its id, or null where none does. */
export async function takeNext(
  { article, desk }: Pick<ClaimFilter, 'article' | 'desk'>,
  own: number | null,
): Promise<number | null> {
  try {
    const claim = await unwrap(
      api.POST('/api/v1/assignments/next', {
        // An article is on one desk, which the API knows.
        body: article === undefined ? { desk: desk ?? own } : { article },
      }),
    )
    if (claim === null) say(t`No claim is waiting for you to take.`)
    else say(t`Assigned to you.`)
    await refreshWork()
    return claim?.id ?? null
  } catch (error) {
    complain(error)
    return null
  }
}
