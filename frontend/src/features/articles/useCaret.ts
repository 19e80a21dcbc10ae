import { useState, type KeyboardEvent, type RefObject } from 'react'
import { useKeys } from '../../app/keys'
import { offsetIndex } from '../../lib/offsets'
import type { Stretch } from '../../lib/wordSteps'
import { isRightToLeft, rangeOf } from './textDom'

/** The words from where selecting began to where it has got, by their places among all words. */
interface Caret {
  anchor: number
  focus: number
}

interface Handed {
  root: RefObject<HTMLDivElement | null>
  text: string
  words: () => readonly Stretch[]
  /** The words that stand selected now; the page shows and says them. */
  onMove: (at: Stretch) => void
  onPick: (at: Stretch) => void
  /** Closes what `onPick` has opened; null where nothing is open. */
  unpick: (() => void) | null
  onLeave: () => void
}

/** Selecting words of the text by keyboard, as with a caret that goes word by word. */
export function useCaret({ root, text, words, onMove, onPick, unpick, onLeave }: Handed) {
  const [caret, setCaret] = useState<Caret | null>(null)

  const go = (to: Caret) => {
    setCaret(to)
    const at = stretch(words(), to)
    if (at === null) return
    show(root.current, at)
    onMove(at)
  }
  const enter = (from: number | null) => {
    const first = words().findIndex(([, end]) => end > (from ?? 0))
    if (first === -1) return
    root.current?.focus({ preventScroll: true })
    go({ anchor: first, focus: first })
  }
  const leave = () => {
    setCaret(null)
    window.getSelection()?.removeAllRanges()
    onLeave()
  }
  // One step out: the focus may not have come to what was opened yet, and its own Escape not act.
  const out = unpick ?? leave
  const onKeyDown = (event: KeyboardEvent) => {
    if (caret === null || event.target !== root.current) return
    const at = stretch(words(), caret)
    if (at === null || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') out()
    else if (event.key === 'Enter' || event.key === ' ') onPick(at)
    else {
      const focus = moved(event.key, caret.focus, words(), text, root.current)
      if (focus === null) return
      go({ anchor: event.shiftKey ? caret.anchor : focus, focus })
    }
    event.preventDefault()
    event.stopPropagation()
  }
  // Where the focus went in between, Escape still ends the selecting rather than leave the page.
  useKeys({ back: caret === null ? undefined : out })
  return { active: caret !== null, enter, leave, onKeyDown }
}

function stretch(words: readonly Stretch[], { anchor, focus }: Caret): Stretch | null {
  const first = words[Math.min(anchor, focus)]
  const last = words[Math.max(anchor, focus)]
  return first === undefined || last === undefined ? null : [first[0], last[1]]
}

/** The browser's own selection shows it: in every scheme, and as the person is used to. */
function show(root: HTMLElement | null, at: Stretch): void {
  const range = root === null ? null : rangeOf(root, at)
  if (range === null) return
  const selection = window.getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
  range.endContainer.parentElement?.scrollIntoView({ block: 'nearest' })
}

/** Where a key takes the caret; null where it is not one of its keys. */
function moved(
  key: string,
  from: number,
  words: readonly Stretch[],
  text: string,
  root: HTMLElement | null,
): number | null {
  const here = words[from]
  if (here === undefined || root === null) return null
  const within = (to: number) => Math.min(Math.max(to, 0), words.length - 1)
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft': {
      const onwards = (key === 'ArrowRight') !== isRightToLeft(root, here[0])
      return within(from + (onwards ? 1 : -1))
    }
    case 'ArrowDown':
      return lineFrom(root, words, from, 1)
    case 'ArrowUp':
      return lineFrom(root, words, from, -1)
    case 'Home':
    case 'End': {
      const index = offsetIndex(text)
      const place = index.toUtf16(here[0])
      const edge =
        key === 'Home'
          ? text.lastIndexOf('\n', place - 1) + 1
          : (text.indexOf('\n', place) + 1 || text.length + 1) - 1
      const at = index.toCodePoints(edge)
      return key === 'Home'
        ? within(words.findIndex(([start]) => start >= at))
        : within(words.findLastIndex(([, end]) => end <= at))
    }
    default:
      return null
  }
}

/** The word above or below, as the lines are broken on this page. */
function lineFrom(
  root: HTMLElement,
  words: readonly Stretch[],
  from: number,
  by: 1 | -1,
): number | null {
  const boxOf = (at: number) => {
    const word = words[at]
    return word === undefined ? undefined : rangeOf(root, word)?.getBoundingClientRect()
  }
  const here = boxOf(from)
  if (here === undefined) return null
  let best: { at: number; away: number } | null = null
  let line: number | null = null
  for (let at = from + by; at >= 0 && at < words.length; at += by) {
    const box = boxOf(at)
    if (box === undefined || Math.abs(box.top - here.top) < here.height / 2) continue
    line ??= box.top
    if (Math.abs(box.top - line) > here.height / 2) break
    const away = Math.abs(box.left + box.width / 2 - here.left - here.width / 2)
    if (best === null || away < best.away) best = { at, away }
  }
  return best?.at ?? from
}
