import { useEffect, useRef, type RefObject } from 'react'

/** What the address leads to within the page, such as `comment-12`; null for the page itself. */
export const soughtId = (): string | null => window.location.hash.slice(1) || null

/**
 * For something that an address can lead to: once it is there it is scrolled to and has the focus.
 * Browsers do so only for what a page has when it loads, and most of ours comes later.
 */
export function useArrival<E extends HTMLElement>(
  id: string,
): { id: string; ref: RefObject<E | null>; tabIndex: -1 } {
  const ref = useRef<E>(null)
  useEffect(() => {
    if (soughtId() !== id) return
    ref.current?.scrollIntoView({ block: 'center' })
    ref.current?.focus({ preventScroll: true })
  }, [id])
  return { id, ref, tabIndex: -1 }
}
