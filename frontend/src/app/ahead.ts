import { defaultParseSearch } from '@tanstack/react-router'
import { claimsQuery, queryClient, sessionQuery } from '../api/queries'
import { readQueue, shownAt } from '../features/claims/filter'

/**
 * Asks for what the first page shows while its words are on their way and before it is drawn. What
 * fails is asked for again, and said, by the page.
 */
export async function askAhead({ pathname, search }: Location): Promise<void> {
  const me = await queryClient.query(sessionQuery)
  if (me === null || pathname !== '/') return
  await queryClient.infiniteQuery(claimsQuery(shownAt(readQueue(defaultParseSearch(search)))))
}
