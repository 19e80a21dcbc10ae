import { useSpotlight, type createSpotlightStore } from '@mantine/spotlight'
import { useLayoutEffect, useRef, type RefObject } from 'react'

type Store = ReturnType<typeof createSpotlightStore>

/**
 * Mantine marks what is chosen by an attribute that only the eye gets, tells nobody when an arrow moves
 * it, and chooses nothing among what arrives later. This says it to a screen reader as well, and chooses
 * the first whenever none is: for other words, and when what was chosen has left. Answers what the
 * field has to say of itself.
 */
export function useListbox(store: Store, query: string, field: RefObject<HTMLInputElement | null>) {
  const { listId } = useSpotlight(store)
  const asked = useRef(query)
  useLayoutEffect(() => {
    const list = listId === '' ? null : document.getElementById(listId)
    const choose = (first: boolean) => {
      const options = [...(list?.querySelectorAll<HTMLElement>('[data-action]') ?? [])]
      const kept = options.findIndex((option) => option.dataset.selected !== undefined)
      const at = first ? 0 : Math.max(kept, 0)
      options.forEach((option, place) => {
        option.id = `find-${option.dataset.find ?? ''}`
        option.setAttribute('aria-selected', String(place === at))
        if (place !== at) delete option.dataset.selected
        // Set anew it would be seen as a change.
        else if (option.dataset.selected === undefined) option.dataset.selected = 'true'
      })
      const chosen = options[at]
      if (chosen === undefined) field.current?.removeAttribute('aria-activedescendant')
      else field.current?.setAttribute('aria-activedescendant', chosen.id)
      const selected = chosen === undefined ? -1 : at
      if (store.getState().selected !== selected)
        store.updateState((state) => ({ ...state, selected }))
    }
    choose(asked.current !== query)
    asked.current = query
    if (list === null) return
    const moved = new MutationObserver(() => {
      // Between taking the mark from one and giving it to another there is none.
      if (list.querySelector('[data-selected]') !== null) choose(false)
    })
    moved.observe(list, { subtree: true, attributeFilter: ['data-selected'] })
    return () => moved.disconnect()
  })
  return {
    role: 'combobox',
    'aria-autocomplete': 'list' as const,
    'aria-expanded': listId !== '',
    ...(listId === '' ? {} : { 'aria-controls': listId }),
  }
}
