import type { State } from '../../api/client'
import type { ClaimFilter } from '../../api/queries'
import { STATE_LABELS } from '../../ui/badges'

/** What the queue's address says. Unknown values are dropped, so that an old link still opens. */
export function readFilter(search: Record<string, unknown>): ClaimFilter {
  const filter: ClaimFilter = {}
  const states = (Array.isArray(search.state) ? search.state : [search.state]).filter(
    (state): state is State => typeof state === 'string' && state in STATE_LABELS,
  )
  if (states.length > 0) filter.state = states
  if (typeof search.unnamed === 'boolean') filter.unnamed = search.unnamed
  if (typeof search.assignee === 'string' || typeof search.assignee === 'number')
    filter.assignee = String(search.assignee)
  if (typeof search.article === 'number') filter.article = search.article
  if (typeof search.text === 'string' || typeof search.text === 'number') {
    const text = String(search.text).trim()
    if (text !== '') filter.text = text
  }
  return filter
}
