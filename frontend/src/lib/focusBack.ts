import { useEffect, useState } from 'react'

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
