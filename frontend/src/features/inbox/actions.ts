import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { complain, say } from '../../ui/undo'

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
  act('Done, for everybody who was given it.', () =>
    unwrap(api.POST('/api/v1/inbox/{notice_id}/done', path(id))),
  )

/** What came after the newest that was shown stays unread. */
export const readAll = (newest: number) =>
  act('All marked as read.', () =>
    unwrap(api.POST('/api/v1/inbox/read-all', { body: { up_to: newest } })),
  )
