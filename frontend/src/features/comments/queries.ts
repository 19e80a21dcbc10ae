import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { unlessLive } from '../../live/state'

export const commentsQuery = (claim: number) =>
  infiniteQueryOptions({
    queryKey: ['comments', claim],
    initialPageParam: undefined as string | undefined,
    refetchInterval: unlessLive(60_000),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/claims/{claim_id}/comments', {
          params: { path: { claim_id: claim }, query: { cursor: pageParam ?? null } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const watchQuery = (claim: number) =>
  queryOptions({
    queryKey: ['watch', claim],
    queryFn: () =>
      unwrap(api.GET('/api/v1/claims/{claim_id}/watch', { params: { path: { claim_id: claim } } })),
  })
