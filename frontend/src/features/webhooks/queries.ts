import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap, type Delivery } from '../../api/client'
import { queryClient } from '../../api/queries'

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: () => unwrap(api.GET('/api/v1/webhooks')),
})

/** A webhook's messages, newest first; asked again now and then, since they are sent meanwhile. */
export const deliveriesQuery = (webhook: number, state: Delivery['state'] | null) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', webhook, 'deliveries', state],
    refetchInterval: 10_000,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/webhooks/{webhook_id}/deliveries', {
          params: {
            path: { webhook_id: webhook },
            query: { state, cursor: pageParam === '' ? null : pageParam, limit: 20 },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  })

export const deliveryQuery = (webhook: number, delivery: number) =>
  queryOptions({
    queryKey: ['webhooks', webhook, 'delivery', delivery],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}', {
          params: { path: { webhook_id: webhook, delivery_id: delivery } },
        }),
      ),
  })

export const refreshWebhooks = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] })
