import { useEffect, useEffectEvent, type RefObject } from 'react'
import type { Stretch } from '../../lib/wordSteps'
import { stretchOf } from './textDom'

const SETTLED = 250

/**
 * Words of the text that somebody selected as the browser does it: with a mouse, a finger, or its
 * own caret browsing. Told once the selecting has stopped; null once nothing is selected any more.
 */
export function usePicked(
  root: RefObject<HTMLElement | null>,
  enabled: boolean,
  onPicked: (at: Stretch | null) => void,
): void {
  const tell = useEffectEvent(() => {
    const selection = window.getSelection()
    if (root.current === null || selection === null) return
    if (selection.isCollapsed || selection.rangeCount === 0) {
      onPicked(null)
      return
    }
    const range = selection.getRangeAt(0)
    if (range.intersectsNode(root.current)) onPicked(stretchOf(root.current, range))
  })
  useEffect(() => {
    if (!enabled) return
    let drawing = false
    let timer: number | undefined
    const settle = (after: number) => {
      window.clearTimeout(timer)
      timer = window.setTimeout(tell, after)
    }
    const down = () => {
      drawing = true
    }
    const up = () => {
      drawing = false
      settle(0)
    }
    const changed = () => {
      if (!drawing) settle(SETTLED)
    }
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    document.addEventListener('pointercancel', up)
    document.addEventListener('selectionchange', changed)
    return () => {
      window.clearTimeout(timer)
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('pointercancel', up)
      document.removeEventListener('selectionchange', changed)
    }
  }, [enabled])
}
