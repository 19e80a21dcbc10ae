import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

/** The current claim comes into view: gliding, or at once for whoever wants less motion. */
export function useReveal(root: { current: HTMLElement | null }, selected: number | null) {
  const still = useReducedMotion()
  const quick = useRef(still)
  useEffect(() => {
    quick.current = still
  })
  useEffect(() => {
    if (selected === null) return
    root.current
      ?.querySelector(`#mark-${selected}`)
      ?.scrollIntoView({ block: 'nearest', behavior: quick.current ? 'instant' : 'smooth' })
  }, [root, selected])
}
