import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'

export const deskScalesQuery = (desk: number) =>
  queryOptions({
    queryKey: ['scales', 'desk', desk],
    queryFn: () => unwrap(api.GET('/api/v1/scales', { params: { query: { desk } } })),
  })

export const versionsQuery = (desk: number, key: string) =>
  queryOptions({
    queryKey: ['scales', 'versions', desk, key],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/scales/{scale_key}', {
          params: { path: { scale_key: key }, query: { desk } },
        }),
      ),
  })

export const crosswalksQuery = (desk: number, key: string, target: string) =>
  queryOptions({
    queryKey: ['scales', 'crosswalk', desk, key, target],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/scales/{scale_key}/crosswalks/{target}', {
          params: { path: { scale_key: key, target }, query: { desk } },
        }),
      ),
  })

export const refreshScales = () => queryClient.invalidateQueries({ queryKey: ['scales'] })
