import type { KeyboardEvent } from 'react'

/** Escape closes a form and goes no step further out; what is typed is kept. */
export const byEscape = (close: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return
  // A list of choices under a field is closed first.
  if (event.target instanceof Element && event.target.matches('[aria-expanded="true"]')) return
  event.stopPropagation()
  event.preventDefault()
  close()
}
