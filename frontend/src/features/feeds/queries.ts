import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import type { components } from '../../api/schema'

export type Feed = components['schemas']['Feed']

/** Asked again now and then: feeds are read meanwhile. */
export const feedsQuery = queryOptions({
  queryKey: ['feeds'],
  refetchInterval: 30_000,
  queryFn: () => unwrap(api.GET('/api/v1/feeds')),
})

export const refreshFeeds = () => queryClient.invalidateQueries({ queryKey: ['feeds'] })
