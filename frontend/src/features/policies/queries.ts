import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'

export const policyQuery = (desk: number) =>
  queryOptions({
    queryKey: ['policy', desk],
    queryFn: () =>
      unwrap(api.GET('/api/v1/desks/{desk_id}/policy', { params: { path: { desk_id: desk } } })),
  })

export const presetsQuery = queryOptions({
  queryKey: ['policy', 'presets'],
  staleTime: Infinity,
  queryFn: () => unwrap(api.GET('/api/v1/followups/presets')),
})

export const historyQuery = (desk: number) =>
  queryOptions({
    queryKey: ['audit', 'policy', desk],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/audit', {
          params: {
            query: { desk, entity: 'desk', entity_id: desk, action: 'change_policy', limit: 20 },
          },
        }),
      ),
  })
