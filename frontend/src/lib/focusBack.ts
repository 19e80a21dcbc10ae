import { useEffect, useState, type MouseEvent } from 'react'

/**
 * Gives the focus back to what had it, once a dialog that is taken off the page is gone: the library
 * does so only for those that stay there, closed.
 */
export function useFocusBack() {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      void setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body
        if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true })
      }),
    [before],
  )
}

/**
 * Gives the focus to the button of a menu whose item is chosen, before the item acts and is gone: what
 * it opens gives the focus back there, and where it opens nothing the focus stays on the page.
 */
export function focusOpener({ currentTarget, target }: MouseEvent<HTMLElement>) {
  if (!(target instanceof Element) || target.closest('[role="menuitem"]') === null) return
  document.getElementById(currentTarget.getAttribute('aria-labelledby') ?? '')?.focus()
}
