import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import type { SearchFor } from './filter'

export const searchQuery = ({ text = '', kind }: SearchFor) =>
  infiniteQueryOptions({
    queryKey: ['search', text, kind ?? 'all'],
    enabled: text.trim() !== '',
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/search', {
          params: {
            query: { text, kind: kind === undefined ? null : [kind], cursor: pageParam ?? null },
          },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
