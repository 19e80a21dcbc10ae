import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import type { components } from '../../api/schema'

export type Import = components['schemas']['FactCheckImport']

export const hasEnded = ({ state }: Import): boolean => state === 'done' || state === 'broken'

/** The checks of the file that are here now, whoever brought them first. */
export const broughtBy = ({ added, changed, same }: Import): number => added + changed + same

const WATCHED = 1_500
const KEY = ['fact-check-imports']

/** The files that were brought in, the newest first. Asked again while one of them is read. */
export const importsQuery = infiniteQueryOptions({
  queryKey: KEY,
  initialPageParam: null as string | null,
  queryFn: ({ pageParam: cursor }) =>
    unwrap(api.GET('/api/v1/fact-checks/imports', { params: { query: { limit: 20, cursor } } })),
  getNextPageParam: ({ next }) => next,
  refetchInterval: ({ state: { data } }) =>
    data?.pages.some(({ items }) => !items.every(hasEnded)) === true ? WATCHED : false,
})

export const refreshImports = () => queryClient.invalidateQueries({ queryKey: KEY })
