import type { InfiniteData } from '@tanstack/react-query'
import type { Claim, ClaimDetail } from '../../api/client'
import { queryClient, refreshWork } from '../../api/queries'
import { forgetBy } from '../../lib/own'
import { complain } from '../../ui/undo'

type Pages = InfiniteData<{ items: Claim[]; next: string | null }, string | undefined>

const lists = () =>
  queryClient
    .getQueriesData<Pages>({ queryKey: ['claims'] })
    .flatMap(([key, data]) => (data !== undefined && 'pages' in data ? [{ key, data }] : []))

const holds = ({ pages }: Pages, id: number) =>
  pages.some(({ items }) => items.some((claim) => claim.id === id))

/** Changes or, by null, takes out the rows of a claim; answers how they stood. */
function eachRow(id: number, change: (claim: Claim) => Claim | null) {
  const before = lists().filter(({ data }) => holds(data, id))
  for (const { key, data } of before)
    queryClient.setQueryData<Pages>(key, {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        items: page.items.flatMap((claim) => (claim.id === id ? (change(claim) ?? []) : claim)),
      })),
    })
  return before
}

/** Puts the rows of a claim that were taken out back where they stood; the others are as they are now. */
function putBack(id: number, before: ReturnType<typeof lists>): void {
  for (const { key, data: was } of before) {
    const page = was.pages.findIndex(({ items }) => items.some((claim) => claim.id === id))
    const at = was.pages[page]?.items.findIndex((claim) => claim.id === id) ?? -1
    const row = was.pages[page]?.items[at]
    queryClient.setQueryData<Pages>(key, (now) => {
      if (now === undefined || row === undefined || holds(now, id)) return now
      const to = Math.min(page, now.pages.length - 1)
      return {
        ...now,
        pages: now.pages.map((each, i) =>
          i === to ? { ...each, items: each.items.toSpliced(at, 0, row) } : each,
        ),
      }
    })
  }
}

/** The claim as its own page and the pane beside the queue have it. */
function onPage(id: number, change: (claim: ClaimDetail) => ClaimDetail): void {
  queryClient.setQueryData<ClaimDetail>(['claim', id], (claim) => claim && change(claim))
}

/** Where rows stood that were taken out, by claim. */
const takenOut = new Map<number, ReturnType<typeof lists>>()
forgetBy(() => takenOut.clear())

/** Whether its rows were taken out on purpose, as by snoozing it. */
export const isTakenOut = (id: number): boolean => takenOut.has(id)

/** Shows a claim where it stood before it was taken out, as that is undone; answers how to take it back. */
export function comeBack(id: number): () => void {
  putBack(id, takenOut.get(id) ?? [])
  takenOut.delete(id)
  return () => void foresee(id, null)
}

/** Shows a change of a claim in every list, and where it is open, at once; answers how to take it back. */
export function foresee(id: number, change: Partial<Claim> | null): () => void {
  // What is on its way was asked before the change.
  void queryClient.cancelQueries({ queryKey: ['claims'] })
  void queryClient.cancelQueries({ queryKey: ['claim', id], exact: true })
  const opened = queryClient.getQueryData<ClaimDetail>(['claim', id])
  const before = eachRow(id, (claim) => (change === null ? null : { ...claim, ...change }))
  if (change === null) {
    takenOut.set(id, before)
    return () => putBack(id, before)
  }
  onPage(id, (claim) => ({ ...claim, ...change }))
  return () => {
    const was = before
      .flatMap(({ data }) => data.pages.flatMap(({ items }) => items))
      .find((claim) => claim.id === id)
    // Only what was foreseen is taken back: others may have changed the rest meanwhile.
    const names = Object.keys(change) as (keyof Claim)[]
    const old = Object.fromEntries(names.map((name) => [name, (was ?? opened)?.[name]]))
    // What came from the desk since is no longer what was foreseen.
    const back = <T extends Claim>(claim: T): T =>
      claim.version === (was ?? opened)?.version ? { ...claim, ...old } : claim
    eachRow(id, back)
    onPage(id, back)
  }
}

/** Shows the claim as the desk answered with it, before it is read again. */
function arrived(id: number, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('verdicts' in answer)) return
  const claim = answer as ClaimDetail
  eachRow(id, (row) => (row.version > claim.version ? row : { ...row, ...rowOf(row, claim) }))
  onPage(id, (now) => (now.version > claim.version ? now : claim))
}

/** What a row has, of all that is known of a claim. */
const rowOf = (row: Claim, claim: ClaimDetail): Partial<Claim> =>
  Object.fromEntries((Object.keys(row) as (keyof Claim)[]).map((name) => [name, claim[name]]))

let underWay = 0
/** Claims that were written to since all was read last. */
const written = new Set<number>()
/** Writes on a claim that are under way, and how to take back what those refused had shown. */
const onClaim = new Map<number, { count: number; refused: (() => void)[] }>()

/** Whether a write on this claim is under way: what is shown of it is foreseen. */
export const isWriting = (id: number): boolean => onClaim.has(id)

/**
 * Writes what is shown already; ended once the desk has answered, whatever is read again then. Where
 * it refuses, that is taken back and said, by `refused`. What is read while another write is under
 * way would be from before it: the last one reads.
 */
export async function write(
  id: number,
  change: Partial<Claim> | null,
  call: () => Promise<unknown>,
  refused: (error: unknown) => void = complain,
): Promise<boolean> {
  const back = foresee(id, change)
  const mine = onClaim.get(id) ?? { count: 0, refused: [] }
  onClaim.set(id, mine)
  mine.count += 1
  underWay += 1
  written.add(id)
  try {
    arrived(id, await call())
    return true
  } catch (error) {
    // What the later took back may be what the earlier had shown, refused as well.
    mine.refused.push(back)
    for (const each of mine.refused.toReversed()) each()
    refused(error)
    return false
  } finally {
    mine.count -= 1
    if (mine.count === 0) onClaim.delete(id)
    underWay -= 1
    if (underWay === 0) {
      const all = [...written]
      written.clear()
      void refreshWork(all)
    }
  }
}
