import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { queryOf, type AuditFilter } from './filter'

export const trailQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'trail', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/audit', {
          params: { query: { ...queryOf(filter), cursor: pageParam ?? null, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const chainQuery = queryOptions({
  queryKey: ['audit', 'check'],
  queryFn: () => unwrap(api.GET('/api/v1/audit/check')),
  // While a walk is under way it is asked again until it has ended.
  refetchInterval: ({ state }) => (state.data?.waiting === true ? 1500 : false),
})
