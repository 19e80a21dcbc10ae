import type { InfiniteData } from '@tanstack/react-query'
import type { Claim } from '../api/client'

export interface ClaimsPage {
  items: Claim[]
  next?: string | null
}
export type Listed = InfiniteData<ClaimsPage>

/** Whether a query's key and data are those of a list of claims. */
export function isListed(key: readonly unknown[], data: unknown): data is Listed {
  return (
    key[0] === 'claims' &&
    typeof key[1] === 'object' &&
    typeof data === 'object' &&
    data !== null &&
    'pages' in data
  )
}

export const idsOf = (listed: Listed): Set<number> =>
  new Set(listed.pages.flatMap((page) => page.items.map(({ id }) => id)))

/**
 * The list with these claims as they are now, each where it stood: nothing moves under a cursor.
 * What does not change stays the same object, so that only the changed rows are drawn anew.
 */
export function replaceRows(listed: Listed, rows: ReadonlyMap<number, Claim>): Listed {
  const pages = listed.pages.map((page) => {
    if (!page.items.some((row) => isOlder(row, rows.get(row.id)))) return page
    const items = page.items.map((row) => {
      const next = rows.get(row.id)
      return isOlder(row, next) ? next : row
    })
    return { ...page, items }
  })
  return pages.some((page, i) => page !== listed.pages[i]) ? { ...listed, pages } : listed
}

function isOlder(row: Claim, next: Claim | undefined): next is Claim {
  if (next === undefined || next.version < row.version) return false
  if (next.version > row.version || next.updated_at > row.updated_at) return true
  // Being found to be checked before is no change of the claim's own.
  return (
    next.updated_at === row.updated_at &&
    row.checked_before === null &&
    next.checked_before !== null
  )
}
