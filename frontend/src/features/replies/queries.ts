import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { unlessLive } from '../../live/state'

/** Who was asked for a reply, on an article and on its claims. */
export const repliesQuery = (article: number) =>
  queryOptions({
    queryKey: ['replies', article],
    refetchInterval: unlessLive(60_000),
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/articles/{article_id}/replies', {
          params: { path: { article_id: article } },
        }),
      ),
  })
