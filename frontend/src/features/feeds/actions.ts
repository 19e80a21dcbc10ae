import { t } from '@lingui/core/macro'
import { api, etag, unwrap } from '../../api/client'
import { complain, offerUndo } from '../../ui/undo'
import { refreshFeeds, type Feed } from './queries'

const at = ({ id, version }: Feed) => ({
  params: { path: { feed_id: id }, header: { 'If-Match': etag(version) } },
})

async function write(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    complain(error)
    return false
  } finally {
    await refreshFeeds()
  }
}

/** Pauses a feed, or goes on with it at once. */
export const pauseFeed = (feed: Feed, paused: boolean): Promise<boolean> =>
  write(() => unwrap(api.PUT('/api/v1/feeds/{feed_id}', { ...at(feed), body: { paused } })))

/** What the feed brought stays. Undone, it is read from then on anew. */
export async function removeFeed(feed: Feed): Promise<void> {
  const { url, source, desk } = feed
  const done = await write(() => unwrap(api.DELETE('/api/v1/feeds/{feed_id}', at(feed))))
  if (done)
    offerUndo(t`The feed “${source}” is read no more.`, () => {
      void write(() => unwrap(api.POST('/api/v1/feeds', { body: { url, source, desk } })))
    })
}
