import { t } from '@lingui/core/macro'
import { queryOptions } from '@tanstack/react-query'
import { api, etag, unwrap, type State } from '../../api/client'
import { queryClient, type ClaimFilter } from '../../api/queries'
import type { components } from '../../api/schema'
import { complain, offerUndo } from '../../ui/undo'
import { useDesk } from '../accounts/desk'
import { bulkFilter, OPEN_STATES, readFilter } from './filter'

/** A filter of the queue under a name. */
export interface View {
  id: number
  name: string
  owner: number
  shared: boolean
  version: number
  filter: ClaimFilter
}

const IN_WORK: State[] = ['assigned', 'in_review', 'returned']

/** Views that every desk has. */
export const BUILT_IN: readonly { name: () => string; filter: ClaimFilter }[] = [
  { name: () => t`what needs work`, filter: { state: OPEN_STATES } },
  { name: () => t`every claim`, filter: {} },
  { name: () => t`new claims`, filter: { state: ['new'] } },
  { name: () => t`my work`, filter: { state: IN_WORK, assignee: 'me' } },
  { name: () => t`unnamed sources`, filter: { unnamed: true } },
  { name: () => t`snoozed`, filter: { snoozed: true } },
]

const ordered = (filter: ClaimFilter) =>
  JSON.stringify(
    Object.entries(filter)
      .map(
        ([name, value]) =>
          `${name}=${JSON.stringify(Array.isArray(value) ? value.toSorted() : value)}`,
      )
      .sort(),
  )

export const sameFilter = (one: ClaimFilter, other: ClaimFilter): boolean =>
  ordered(one) === ordered(other)

/** The filter of a saved view in the words of the address. */
function fromApi({ states, tags, ...same }: components['schemas']['Filter']): ClaimFilter {
  return readFilter({ ...same, state: states ?? [], tag: tags ?? [] })
}

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  staleTime: 60_000,
  queryFn: async (): Promise<View[]> => {
    const { items } = await unwrap(
      api.GET('/api/v1/filters', { params: { query: { limit: 100 } } }),
    )
    return items.map(({ owner, filter, ...view }) => ({
      ...view,
      owner: owner.id,
      filter: fromApi(filter),
    }))
  },
})

const again = () => queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })

export async function saveView(
  view: View | null,
  { name, shared, filter }: Pick<View, 'name' | 'shared' | 'filter'>,
  desk: number | null,
): Promise<void> {
  const body = { name, shared, filter: bulkFilter(filter) }
  try {
    await unwrap(
      view === null
        ? api.POST('/api/v1/filters', { body: { ...body, desk } })
        : api.PUT('/api/v1/filters/{filter_id}', {
            params: { path: { filter_id: view.id }, header: { 'If-Match': etag(view.version) } },
            body,
          }),
    )
  } finally {
    await again()
  }
}

/** Deletes a view; undone, it is saved anew as it was. */
export function useRemoveView() {
  const desk = useDesk()
  return async (view: View) => {
    try {
      await unwrap(
        api.DELETE('/api/v1/filters/{filter_id}', {
          params: { path: { filter_id: view.id }, header: { 'If-Match': etag(view.version) } },
        }),
      )
      const { name } = view
      offerUndo(
        t`The view “${name}” is deleted.`,
        () => void saveView(null, view, desk).catch(complain),
      )
    } catch (error) {
      complain(error)
    } finally {
      await again()
    }
  }
}
