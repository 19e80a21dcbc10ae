import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap, type Outcome } from '../../api/client'

const STATUSES = ['open', 'overdue', 'expired', 'closed'] as const
export type Status = (typeof STATUSES)[number]
const ENDS = ['identified', 'corroborated', 'cleared', 'waived', 'dropped'] as const

/** Which entries the ledger shows. Lives in the address. */
export interface LedgerFilter {
  status?: Status
  outcome?: Outcome
  mine?: boolean
  article?: number
  desk?: number
  section?: string
}

export function readLedger(search: Record<string, unknown>): LedgerFilter {
  const status = STATUSES.find((one) => one === search.status)
  const outcome = ENDS.find((one) => one === search.outcome)
  return {
    ...(status === undefined ? {} : { status }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(search.mine === true ? { mine: true } : {}),
    ...(typeof search.article === 'number' ? { article: search.article } : {}),
    ...(typeof search.desk === 'number' ? { desk: search.desk } : {}),
    ...(typeof search.section === 'string' && search.section !== ''
      ? { section: search.section }
      : {}),
  }
}

export const ledgerQuery = (filter: LedgerFilter) =>
  infiniteQueryOptions({
    queryKey: ['ledger', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/followups', {
          params: { query: { ...filter, cursor: pageParam ?? null, limit: 25 } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const ledgerCountsQuery = ({ status: _, outcome: __, ...filter }: LedgerFilter) =>
  queryOptions({
    queryKey: ['ledger', 'counts', filter],
    placeholderData: keepPreviousData,
    queryFn: () => unwrap(api.GET('/api/v1/followups/counts', { params: { query: filter } })),
  })

export const unnamedQuery = (desk: number | undefined) =>
  queryOptions({
    queryKey: ['ledger', 'unnamed', desk ?? null],
    queryFn: () =>
      unwrap(api.GET('/api/v1/reports/unnamed', { params: { query: { desk: desk ?? null } } })),
  })

/** Where the same entries are as a file. */
export function csvAddress(filter: LedgerFilter): string {
  const query = new URLSearchParams({ format: 'csv' })
  for (const [name, value] of Object.entries(filter)) query.set(name, String(value))
  return `/api/v1/followups?${query.toString()}`
}
