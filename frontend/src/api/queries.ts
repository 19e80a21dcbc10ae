import {
  infiniteQueryOptions,
  keepPreviousData,
  QueryClient,
  type Query,
  queryOptions,
} from '@tanstack/react-query'
import { draftsOf } from '../lib/own'
import { forgetNotesOfOthers } from '../lib/sourceNotes'
import { isListed, replaceRows } from '../live/merge'
import { isLive, unlessLive } from '../live/state'
import {
  api,
  ApiProblem,
  rememberCsrf,
  unwrap,
  type Deed,
  type Me,
  type Priority,
  type State,
} from './client'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiProblem && error.status >= 400),
    },
  },
})

export interface ClaimFilter {
  state?: State[]
  unnamed?: boolean
  assignee?: string
  article?: number
  text?: string
  tag?: string[]
  priority?: Priority
  sensitive?: boolean
  overdue?: boolean
  disagreement?: boolean
  snoozed?: boolean
  matched?: 'same' | 'near'
  anchor?: string
  desk?: number
  section?: string
  source?: string
  from?: string
  to?: string
  entered?: State
  left?: State
  was?: State[]
  rated?: string
  did?: Deed
  by?: number
  second?: 'given' | 'agreed'
}

/** What the page keeps of whoever is signed in. */
export function welcome(me: Me): void {
  rememberCsrf(me.csrf_token)
  draftsOf(me.person.id)
  forgetNotesOfOthers()
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: async () => {
    const me = await unwrap(api.GET('/api/v1/session'))
    if (me !== null) welcome(me)
    return me
  },
})

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => unwrap(api.GET('/api/v1/people')),
})

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: () => unwrap(api.GET('/api/v1/tokens')),
})

export const scalesQuery = queryOptions({
  queryKey: ['scales'],
  staleTime: Infinity,
  queryFn: () => unwrap(api.GET('/api/v1/scales')),
})

export const articleQuery = (id: number) =>
  queryOptions({
    queryKey: ['article', id],
    queryFn: () =>
      unwrap(api.GET('/api/v1/articles/{article_id}', { params: { path: { article_id: id } } })),
  })

export const reportQuery = (id: number) =>
  queryOptions({
    queryKey: ['report', id],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/articles/{article_id}/report', { params: { path: { article_id: id } } }),
      ),
  })

export const claimsQuery = (filter: ClaimFilter) =>
  infiniteQueryOptions({
    queryKey: ['claims', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    // While changes come by themselves rows are replaced where they stand: see live/sync.ts.
    refetchInterval: unlessLive(30_000),
    staleTime: () => (isLive() ? Infinity : 10_000),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/claims', {
          params: { query: { ...filter, cursor: pageParam ?? null, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const countsQuery = ({ state: _, ...filter }: ClaimFilter) =>
  queryOptions({
    queryKey: ['claims', 'counts', filter],
    placeholderData: keepPreviousData,
    refetchInterval: unlessLive(30_000),
    queryFn: () => unwrap(api.GET('/api/v1/claims/counts', { params: { query: filter } })),
  })

export const claimQuery = (id: number) =>
  queryOptions({
    queryKey: ['claim', id],
    queryFn: () =>
      unwrap(api.GET('/api/v1/claims/{claim_id}', { params: { path: { claim_id: id } } })),
  })

/** What a desk has decided about how it works. */
export const policyQuery = (desk: number) =>
  queryOptions({
    queryKey: ['policy', desk],
    staleTime: 60_000,
    queryFn: () =>
      unwrap(api.GET('/api/v1/desks/{desk_id}/policy', { params: { path: { desk_id: desk } } })),
  })

/** What keeps whoever is signed in from approving these claims' verdicts, by claim; '' if nothing. */
export const obstaclesQuery = (claims: readonly number[]) =>
  queryOptions({
    queryKey: ['claims', 'obstacles', claims],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const found = await unwrap(
        api.GET('/api/v1/approvals/obstacles', { params: { query: { claim: [...claims] } } }),
      )
      return new Map(found.map(({ claim, detail }) => [claim, detail]))
    },
  })

export const auditQuery = (claim: number) =>
  queryOptions({
    queryKey: ['audit', claim],
    queryFn: () => unwrap(api.GET('/api/v1/audit', { params: { query: { claim, limit: 100 } } })),
  })

const SHOW_WORK = [
  'claim',
  'article',
  'articles',
  'report',
  'audit',
  'inbox',
  'comments',
  'watch',
  'replies',
]
const isList = ({ queryKey, state }: Query) => isListed(queryKey, state.data)

/**
 * After a write everything that may show the claim is read again. Lists of claims are so only where
 * changes do not come by themselves, since all that is loaded of them is read one page after the
 * other; else the rows of `claims` are replaced where they stand.
 */
export async function refreshWork(claims: readonly number[] = []): Promise<void> {
  const live = isLive()
  await Promise.all([
    ...SHOW_WORK.map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    queryClient.invalidateQueries({
      queryKey: ['claims'],
      predicate: (query) => !live || !isList(query),
    }),
    live && refreshRows(claims),
  ])
}

const AT_ONCE = 100

async function refreshRows(ids: readonly number[]): Promise<void> {
  // What cannot be read now comes with the news of it.
  const read = async (some: number[]) => {
    try {
      const query = { ids: some, limit: AT_ONCE }
      return (await unwrap(api.GET('/api/v1/claims', { params: { query } }))).items
    } catch {
      return []
    }
  }
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const rows = new Map((await read(ids.slice(from, from + AT_ONCE))).map((row) => [row.id, row]))
    for (const { queryKey, state } of queryClient
      .getQueryCache()
      .findAll({ queryKey: ['claims'] })) {
      if (!isListed(queryKey, state.data)) continue
      const replaced = replaceRows(state.data, rows)
      // Replacing rows makes a list no younger: what it lacks it still lacks.
      if (replaced !== state.data)
        queryClient.setQueryData(queryKey, replaced, { updatedAt: state.dataUpdatedAt })
    }
  }
  await queryClient.invalidateQueries({
    queryKey: ['claims'],
    predicate: isList,
    refetchType: 'none',
  })
}
