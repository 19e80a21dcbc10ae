import type { InfiniteData } from '@tanstack/react-query'
import type { Claim, ClaimDetail } from '../../api/client'
import { queryClient, refreshWork } from '../../api/queries'
import { complain } from '../../ui/undo'

type Pages = InfiniteData<{ items: Claim[]; next: string | null }, string | undefined>

const lists = () =>
  queryClient
    .getQueriesData<Pages>({ queryKey: ['claims'] })
    .filter(([, data]) => data !== undefined && 'pages' in data)

function eachRow(id: number, change: (claim: Claim) => Claim | null): void {
  for (const [key, data] of lists()) {
    if (data?.pages.some(({ items }) => items.some((claim) => claim.id === id)) !== true) continue
    queryClient.setQueryData<Pages>(key, {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        items: page.items.flatMap((claim) => (claim.id === id ? (change(claim) ?? []) : claim)),
      })),
    })
  }
}

/** The claim as its own page and the pane beside the queue have it. */
function onPage(id: number, change: (claim: ClaimDetail) => ClaimDetail): void {
  queryClient.setQueryData<ClaimDetail>(['claim', id], (claim) => claim && change(claim))
}

/** Shows a change of a claim in every list, and where it is open, at once; answers how to take it back. */
export function foresee(id: number, change: Partial<Claim> | null): () => void {
  // What is on its way was asked before the change.
  void queryClient.cancelQueries({ queryKey: ['claims'] })
  void queryClient.cancelQueries({ queryKey: ['claim', id], exact: true })
  const before = lists()
  const opened = queryClient.getQueryData<ClaimDetail>(['claim', id])
  eachRow(id, (claim) => (change === null ? null : { ...claim, ...change }))
  if (change !== null) onPage(id, (claim) => ({ ...claim, ...change }))
  return () => {
    if (change === null) {
      for (const [key, data] of before) queryClient.setQueryData(key, data)
      return
    }
    const was = before
      .flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? [])
      .find((claim) => claim.id === id)
    // Only what was foreseen is taken back: others may have changed the rest meanwhile.
    const names = Object.keys(change) as (keyof Claim)[]
    const old = Object.fromEntries(names.map((name) => [name, (was ?? opened)?.[name]]))
    eachRow(id, (claim) => ({ ...claim, ...old }))
    onPage(id, (claim) => ({ ...claim, ...old }))
  }
}

/** Writes what is shown already; where the desk refuses, the row is put back and that is said. */
export async function write(
  id: number,
  change: Partial<Claim> | null,
  call: () => Promise<unknown>,
): Promise<boolean> {
  const back = foresee(id, change)
  try {
    await call()
    return true
  } catch (error) {
    back()
    complain(error)
    return false
  } finally {
    await refreshWork()
  }
}
