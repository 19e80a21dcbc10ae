import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import type { ArticlesWanted } from './filter'

export const articleListQuery = ({ text = '', show, order }: ArticlesWanted) =>
  infiniteQueryOptions({
    queryKey: ['articles', 'list', text, show, order],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/articles', {
          params: {
            query: {
              text,
              open: show === undefined ? null : show === 'open',
              order: order ?? 'newest',
              cursor: pageParam ?? null,
              limit: 30,
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

// Both begin with the article's own key, so that a change of it reads them again.

export const revisionsQuery = (article: number) =>
  queryOptions({
    queryKey: ['article', article, 'revisions'],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/articles/{article_id}/revisions', {
          params: { path: { article_id: article } },
        }),
      ),
  })

export const revisionQuery = (article: number, number: number) =>
  queryOptions({
    queryKey: ['article', article, 'revisions', number],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/articles/{article_id}/revisions/{number}', {
          params: { path: { article_id: article, number } },
        }),
      ),
  })
