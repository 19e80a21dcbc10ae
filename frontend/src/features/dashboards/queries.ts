import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import type { Asked } from './search'

const fresh = { placeholderData: keepPreviousData, refetchInterval: 60_000 } as const

export type GroupBy = 'section' | 'source'

export const periodQuery = ({ every: _, ...asked }: Asked, group?: GroupBy) =>
  queryOptions({
    queryKey: ['figures', 'period', asked, group ?? null],
    ...fresh,
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/reports/period', {
          params: { query: { ...asked, group_by: group ?? null } },
        }),
      ),
  })

export const seriesQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['figures', 'series', asked],
    ...fresh,
    queryFn: () => unwrap(api.GET('/api/v1/reports/series', { params: { query: asked } })),
  })

export const agreementQuery = ({ from, to, desk }: Asked) =>
  queryOptions({
    queryKey: ['figures', 'agreement', from, to, desk ?? null],
    ...fresh,
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/reports/agreement', {
          params: { query: { from, to, desk: desk ?? null } },
        }),
      ),
  })
