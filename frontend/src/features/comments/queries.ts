import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { unlessLive } from '../../live/state'

/** What is talked about and watched. */
export type About = { claim: number; article?: never } | { article: number; claim?: never }

const keyOf = ({ claim, article }: About) => (claim === undefined ? { article } : { claim })

export const commentsQuery = (about: About) =>
  infiniteQueryOptions({
    queryKey: ['comments', keyOf(about)],
    initialPageParam: undefined as string | undefined,
    refetchInterval: unlessLive(60_000),
    queryFn: ({ pageParam }) =>
      unwrap(
        about.claim === undefined
          ? api.GET('/api/v1/articles/{article_id}/comments', {
              params: { path: { article_id: about.article }, query: { cursor: pageParam ?? null } },
            })
          : api.GET('/api/v1/claims/{claim_id}/comments', {
              params: { path: { claim_id: about.claim }, query: { cursor: pageParam ?? null } },
            }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const watchQuery = (about: About) =>
  queryOptions({
    queryKey: ['watch', keyOf(about)],
    queryFn: () =>
      unwrap(
        about.claim === undefined
          ? api.GET('/api/v1/articles/{article_id}/watch', {
              params: { path: { article_id: about.article } },
            })
          : api.GET('/api/v1/claims/{claim_id}/watch', {
              params: { path: { claim_id: about.claim } },
            }),
      ),
  })
