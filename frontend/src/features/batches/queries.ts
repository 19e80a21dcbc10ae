import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import type { components } from '../../api/schema'

export type Batch = components['schemas']['Ingest']
export type BatchArticle = components['schemas']['IngestedArticle']

export const isDone = ({ state }: Batch): boolean => state === 'done'

const WATCHED = 1_500
/** Colleagues' live changes make all under it stale. */
const KEY = 'ingests'

/** Articles that were sent together, the newest first. Asked again while some are taken in. */
export const batchesQuery = infiniteQueryOptions({
  queryKey: [KEY, 'list'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam: cursor }) =>
    unwrap(api.GET('/api/v1/ingests', { params: { query: { limit: 20, cursor } } })),
  getNextPageParam: ({ next }) => next,
  refetchInterval: ({ state: { data } }) =>
    data?.pages.some(({ items }) => !items.every(isDone)) === true ? WATCHED : false,
})

/** One of them, asked for again until it is done. */
export const batchQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, id],
    queryFn: () =>
      unwrap(api.GET('/api/v1/ingests/{ingest_id}', { params: { path: { ingest_id: id } } })),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && !isDone(data) ? WATCHED : false,
  })

/** The articles that came with it so far, in the order they were taken in. */
export const batchArticlesQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: [KEY, id, 'articles'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam: cursor }) =>
      unwrap(
        api.GET('/api/v1/ingests/{ingest_id}/articles', {
          params: { path: { ingest_id: id }, query: { limit: 50, cursor } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  })

/** Has the articles of a batch read again that went on, and the desk's list of them. */
export async function refreshArrivals(id: number): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: batchArticlesQuery(id).queryKey }),
    queryClient.invalidateQueries({ queryKey: ['articles'] }),
  ])
}
