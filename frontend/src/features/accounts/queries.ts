import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { queryClient, sessionQuery } from '../../api/queries'

export const desksQuery = queryOptions({
  queryKey: ['desks'],
  queryFn: () => unwrap(api.GET('/api/v1/desks')),
})

/** How many claims somebody has in hand is asked when they are to leave. */
export const inHandQuery = (person: number) =>
  queryOptions({
    queryKey: ['claims', 'in-hand', person],
    staleTime: 0,
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/claims', {
          params: {
            query: {
              assignee: String(person),
              state: ['assigned', 'in_review', 'returned', 'submitted', 'second_opinion'],
              limit: 20,
            },
          },
        }),
      ),
  })

/** After a change to people or desks: whoever made it may have changed themselves. */
export async function refreshPeople(): Promise<void> {
  await Promise.all(
    [['people'], ['desks'], sessionQuery.queryKey, ['claims'], ['audit']].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  )
}

/** Somebody's account at the provider; null until they came in by it. */
export const providerAccountQuery = (person: number) =>
  queryOptions({
    queryKey: ['provider', 'account', person],
    staleTime: 0,
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/people/{person_id}/provider-account', {
          params: { path: { person_id: person } },
        }),
      ),
  })

export const providerQuery = queryOptions({
  queryKey: ['provider'],
  staleTime: Infinity,
  queryFn: () => unwrap(api.GET('/api/v1/session/provider')),
})
