import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'

export const embedQuery = (claim: number) =>
  queryOptions({
    queryKey: ['report', 'embed', claim],
    queryFn: () =>
      unwrap(api.GET('/api/v1/claims/{claim_id}/embed', { params: { path: { claim_id: claim } } })),
  })
