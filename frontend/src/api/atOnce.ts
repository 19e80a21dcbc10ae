import type { QueryKey } from '@tanstack/react-query'
import { queryClient } from './queries'

/**
 * Shows what a write will leave in all that is known under this key, at once, and sends it; where it
 * is refused, `back` takes that out again. Throws what kept it from being done.
 */
export async function atOnce<T, R>(
  queryKey: QueryKey,
  { shown, back }: Record<'shown' | 'back', (known: T) => T>,
  call: () => Promise<R>,
): Promise<R> {
  // What is on its way was asked before the change.
  void queryClient.cancelQueries({ queryKey })
  const change = (by: (known: T) => T) =>
    queryClient.setQueriesData<T>({ queryKey }, (known) => known && by(known))
  change(shown)
  try {
    return await call()
  } catch (error) {
    change(back)
    throw error
  }
}
