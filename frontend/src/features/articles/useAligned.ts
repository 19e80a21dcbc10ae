import { useLayoutEffect, type RefObject } from 'react'
import { stack } from './stack'

/** Below this the notes are a list under the text; as in article.module.css. */
// eslint-disable-next-line lingui/no-unlocalized-strings -- a media query
const BESIDE = '(min-width: 62.01rem)'

/**
 * Puts each note (an element `note-…`) beside the number of its claim in the text (`mark-…`), and
 * keeps it there while the page changes its measures. `ids` are the claims in the notes' order.
 */
export function useAligned(
  list: RefObject<HTMLElement | null>,
  text: RefObject<HTMLElement | null>,
  ids: readonly number[],
  pinned: number | null,
): void {
  useLayoutEffect(() => {
    const margin = list.current
    if (margin === null || text.current === null) return
    const beside = window.matchMedia(BESIDE)
    const align = () => {
      const notes = ids.map((id) => document.getElementById(`note-${id}`))
      if (!beside.matches) {
        margin.style.minHeight = ''
        for (const note of notes) note?.style.removeProperty('top')
        return
      }
      const top = margin.getBoundingClientRect().top
      let last = 0
      const measured = ids.map((id, i) => {
        const mark = document.getElementById(`mark-${id}`)
        if (mark !== null) last = mark.getBoundingClientRect().top - top
        return { wanted: last, height: notes[i]?.offsetHeight ?? 0 }
      })
      const tops = stack(measured, pinned === null ? -1 : ids.indexOf(pinned))
      let end = 0
      for (const [i, note] of notes.entries()) {
        note?.style.setProperty('top', `${tops[i] ?? 0}px`)
        end = Math.max(end, (tops[i] ?? 0) + (measured[i]?.height ?? 0))
      }
      margin.style.minHeight = `${end}px`
    }
    align()
    const watch = new ResizeObserver(align)
    watch.observe(text.current)
    for (const note of margin.children) watch.observe(note)
    beside.addEventListener('change', align)
    return () => {
      watch.disconnect()
      beside.removeEventListener('change', align)
    }
  }, [list, text, ids, pinned])
}
