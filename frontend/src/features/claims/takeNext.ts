import { t } from '@lingui/core/macro'
import { api, unwrap } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { complain, say } from '../../ui/undo'

/** Takes the most urgent claim that waits; answers its id, or null where none does. */
export async function takeNext(article: number | undefined): Promise<number | null> {
  try {
    const claim = await unwrap(
      api.POST('/api/v1/assignments/next', {
        body: article === undefined ? {} : { article },
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
