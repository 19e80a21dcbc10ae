import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type MouseEvent,
  type RefObject,
} from 'react'

/** Whether what had the focus is gone from the page. */
export const isFocusLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body

/**
 * Gives the focus back to what had it, once a dialog that is taken off the page is gone: the library
 * does so only for those that stay there, closed.
 */
export function useFocusBack() {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      void setTimeout(() => {
        if (isFocusLost() && before instanceof HTMLElement) before.focus({ preventScroll: true })
      }),
    [before],
  )
}

/**
 * In a form that was refused, the field that is to be changed gets the focus; it says what is wrong.
 * Whoever has gone on elsewhere meanwhile stays there.
 */
export function focusWrongField(): void {
  const field = document.activeElement?.closest('form')?.querySelector('[aria-invalid="true"]')
  if (field instanceof HTMLElement) field.focus()
}

/** Once a part of the page goes that has the focus in it, `next` gets it. */
export function useFocusOn(part: RefObject<HTMLElement | null>, next: () => HTMLElement | null) {
  const latest = useRef(next)
  useEffect(() => {
    latest.current = next
  })
  useLayoutEffect(() => {
    const node = part.current
    return () => {
      if (node?.contains(document.activeElement) !== true) return
      setTimeout(() => {
        if (isFocusLost()) latest.current()?.focus({ preventScroll: true })
      })
    }
  }, [part])
}

/**
 * Gives the focus to the button of a menu whose item is chosen, before the item acts and is gone: what
 * it opens gives the focus back there, and where it opens nothing the focus stays on the page.
 */
export function focusOpener({ currentTarget, target }: MouseEvent<HTMLElement>) {
  if (!(target instanceof Element) || target.closest('[role="menuitem"]') === null) return
  document.getElementById(currentTarget.getAttribute('aria-labelledby') ?? '')?.focus()
}
