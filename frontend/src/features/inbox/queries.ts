import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { unlessLive } from '../../live/state'
import { spanOf, type InboxFilter } from './filter'

const EVERY = 60_000

export const inboxQuery = ({ show, day }: InboxFilter) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', day ?? show ?? 'all'],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    refetchInterval: unlessLive(EVERY),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/inbox', {
          params: {
            query: {
              unread: show === 'unread' ? true : null,
              undone: show === 'todo' ? true : null,
              ...(day === undefined ? {} : spanOf(day)),
              cursor: pageParam ?? null,
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** What the bell tells: one notice is asked for, because the counts come with it. */
export const inboxCountsQuery = queryOptions({
  queryKey: ['inbox', 'counts'],
  refetchInterval: unlessLive(EVERY),
  queryFn: async () =>
    (await unwrap(api.GET('/api/v1/inbox', { params: { query: { limit: 1 } } }))).counts,
})

/** What waits for whoever is signed in. */
export const summaryQuery = queryOptions({
  queryKey: ['inbox', 'summary'],
  queryFn: () => unwrap(api.GET('/api/v1/inbox/summary')),
})

export const digestQuery = queryOptions({
  queryKey: ['digest'],
  queryFn: () => unwrap(api.GET('/api/v1/inbox/digest')),
})
