import { t } from '@lingui/core/macro'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { complain, say } from '../../ui/undo'
import { digestQuery } from './queries'

async function act(done: string | null, call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
    if (done !== null) say(done)
  } catch (error) {
    complain(error)
  }
  await queryClient.invalidateQueries({ queryKey: ['inbox'] })
}

const path = (id: number) => ({ params: { path: { notice_id: id } } })

export const readNotice = (id: number) =>
  act(null, () => unwrap(api.POST('/api/v1/inbox/{notice_id}/read', path(id))))

export const finishTask = (id: number) =>
  act(t`Done, for everybody who was given it.`, () =>
    unwrap(api.POST('/api/v1/inbox/{notice_id}/done', path(id))),
  )

/** What came after the newest that was shown stays unread. */
export const readAll = (newest: number) =>
  act(t`All marked as read.`, () =>
    unwrap(api.POST('/api/v1/inbox/read-all', { body: { up_to: newest } })),
  )

/** A digest each morning, by this browser's clock, or none. */
export async function chooseDigest(daily: boolean): Promise<void> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const body = { digest: daily ? 'daily' : 'off', zone: timeZone } as const
  try {
    const chosen = await unwrap(api.PUT('/api/v1/inbox/digest', { body }))
    queryClient.setQueryData(digestQuery.queryKey, chosen)
    say(daily ? t`You get a digest each morning from seven.` : t`You get no more digests.`)
  } catch (error) {
    complain(error)
    await queryClient.invalidateQueries({ queryKey: digestQuery.queryKey })
  }
}
