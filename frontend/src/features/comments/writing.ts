import type { InfiniteData } from '@tanstack/react-query'
import type { Comment } from '../../api/client'
import { atOnce } from '../../api/atOnce'
import { queryClient } from '../../api/queries'

type Pages = InfiniteData<{ items: Comment[]; next: string | null }, string | undefined>

const changed =
  (id: number, change: (comment: Comment) => Comment) =>
  (known: Pages): Pages => ({
    ...known,
    pages: known.pages.map((page) => ({
      ...page,
      items: page.items.map((comment) => (comment.id === id ? change(comment) : comment)),
    })),
  })

/**
 * Shows a comment as a write will leave it and sends that. Where the desk refuses, it is as before,
 * and `refused` says so. Answers whether it was done.
 */
export async function writeComment(
  comment: Comment,
  change: Partial<Comment>,
  call: () => Promise<unknown>,
  refused: (error: unknown) => void,
): Promise<boolean> {
  const names = Object.keys(change) as (keyof Comment)[]
  const before = Object.fromEntries(names.map((name) => [name, comment[name]]))
  try {
    await atOnce<Pages, unknown>(
      ['comments'],
      {
        shown: changed(comment.id, (now) => ({ ...now, ...change })),
        // What came from the desk since is no longer what was foreseen.
        back: changed(comment.id, (now) =>
          now.version === comment.version ? { ...now, ...before } : now,
        ),
      },
      call,
    )
    return true
  } catch (error) {
    refused(error)
    return false
  } finally {
    await queryClient.invalidateQueries({ queryKey: ['comments'] })
  }
}
