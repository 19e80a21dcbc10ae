import { t } from '@lingui/core/macro'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import type { Article, Claim } from '../../api/client'
import { useKeys } from '../../app/keys'
import { offsetIndex } from '../../lib/offsets'
import { snap, trimmed, wordsOf, type Stretch } from '../../lib/wordSteps'
import { complain } from '../../ui/undo'
import { CaretBar } from './CaretBar'
import { markingOf, withPart, type Part } from './marking'
import { MarkedText } from './MarkedText'
import classes from './pick.module.css'
import { PickMenu, type Place } from './PickMenu'
import { isRightToLeft, rangeOf } from './textDom'
import { useCaret } from './useCaret'
import { numbered, useLines } from './useLines'
import { useMarkings } from './useMarkings'
import { useNudgeKeys, useNudges } from './useNudges'
import { usePicked } from './usePicked'
import { useReveal } from './useReveal'

interface Props {
  article: Article
  selected: number | null
  onSelect: (claim: number) => void
  /** With the lines that the page only furnishes: captions, links, credits. */
  original: boolean
  /** Without the first line where it is the headline that stands above. */
  untitled?: boolean
  /** What else stands in the line above the text. */
  tools?: ReactNode
  /** A claim that waits for its place: the words that are selected become it. */
  onPlace?: ((at: Stretch) => void) | undefined
}

interface Picked {
  at: Stretch
  place: Place | null
  byKeys: boolean
}

/** An article's text with its claims, in which words can be selected to make or change one. */
export function ClaimText({
  article,
  selected,
  onSelect,
  original,
  untitled = false,
  tools,
  onPlace,
}: Props) {
  const { text, claims } = article
  const root = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState<{ claim: number | null; text: string } | null>(null)
  const say = (words: string) => setSaid({ claim: selected, text: words })
  const [picked, setPicked] = useState<Picked | null>(null)
  const words = useLazyWords(text)
  const marks = useMarkings(article)
  const current = claims.find(({ id }) => id === selected)
  const number = current === undefined ? 0 : claims.indexOf(current) + 1
  const { moved, nudge } = useNudges(current, words, offsetIndex(text).length, async (to) => {
    const claim = claims.find(({ id }) => id === to.claim)
    if (claim === undefined) return false
    const spans = to.spans.map(([start, end]): [number, number] => [start, end])
    const moved = { id: to.claim, version: to.version }
    return marks.put(moved, { ...markingOf(claim), spans }, t`The claim’s words are changed.`)
  })
  const shown = useLines(article, moved, { original, untitled })
  const marked = useMemo(() => numbered(claims), [claims])
  useReveal(root, selected)

  const show = (at: Stretch, byKeys: boolean) => {
    const box = root.current
    const range = box === null ? null : rangeOf(box, at)
    const end = range?.getClientRects().item(range.getClientRects().length - 1)
    if (box === null || !end) return
    const { top, left } = box.getBoundingClientRect()
    setPicked({ at, byKeys, place: { top: end.bottom - top, left: end.right - left } })
  }
  const close = () => {
    setPicked(null)
    // The menu goes with what had the focus in it: that goes back to the text.
    if (caret.active || root.current?.contains(document.activeElement) === true)
      root.current?.focus({ preventScroll: true })
    if (!caret.active) window.getSelection()?.removeAllRanges()
  }
  const caret = useCaret({
    root,
    text,
    words,
    onMove: (at) => {
      setPicked(null)
      const chosen = marks.words(at)
      say(t`Selected: ${chosen}`)
    },
    onPick: (at) => show(at, true),
    unpick: picked === null ? null : close,
    onLeave: () => {
      setPicked(null)
      say(t`Selecting has ended.`)
    },
  })
  usePicked(root, !caret.active, (at) => {
    const whole = at === null ? null : snap(words(), trimmed(text, at))
    if (whole === null) setPicked(null)
    else show(whole, false)
  })
  const begin = () => caret.enter(current?.start ?? null)
  useKeys({ caret: begin })

  const onNew = async () => {
    if (picked === null) return
    const added = await marks.add(picked.at)
    close()
    if (added !== null) onSelect(added)
  }
  const onPlaced = () => {
    if (picked === null) return
    close()
    onPlace?.(picked.at)
  }
  const onPart = (part: Part) => {
    if (picked === null || current === undefined) return
    close()
    if (editable(current.actions))
      void marks.put(current, withPart(current, part, picked.at), t`The claim is marked anew.`)
  }
  useNudgeKeys(
    // Where words stand selected the browser extends that.
    current !== undefined && !caret.active && picked === null,
    () => root.current !== null && isRightToLeft(root.current, current?.start ?? 0),
    (step) => {
      if (current === undefined || !editable(current.actions)) return
      const spans = nudge(step)
      const [start, end] = [spans?.[0]?.[0], spans?.at(-1)?.[1]]
      if (start === undefined || end === undefined) return
      const now = marks.words([start, end])
      say(t`Claim ${number}: ${now}`)
    },
  )

  return (
    <div className={classes.box}>
      <CaretBar active={caret.active} toggle={caret.active ? caret.leave : begin} tools={tools} />
      <div
        ref={root}
        className={classes.box}
        // Arrow keys are the caret's own while it is there, and the browser's otherwise.
        role={caret.active ? 'application' : 'group'}
        aria-label={caret.active ? t`Selecting words of the article` : t`Text of the article`}
        aria-describedby={caret.active ? 'caret-keys' : undefined}
        tabIndex={caret.active ? 0 : -1}
        onKeyDown={caret.onKeyDown}
      >
        <MarkedText paragraphs={shown} claims={marked} selected={selected} onSelect={onSelect} />
        <PickMenu
          place={picked?.place ?? null}
          words={picked === null ? '' : marks.words(picked.at)}
          current={current === undefined ? null : number}
          focused={picked?.byKeys ?? false}
          onNew={() => void onNew()}
          onPlace={onPlace && onPlaced}
          onPart={onPart}
          onClose={close}
        />
      </div>
      <p className="unseen" role="status">
        {said?.claim === selected ? said.text : current && heard(number, current)}
      </p>
    </div>
  )
}

/** What a screen reader says of a claim that the page goes to. */
const heard = (number: number, { text, source }: Claim): string => {
  const who = source?.text ?? t`the article’s own voice`
  return t`Claim ${number}, ${who}: ${text}`
}

/** Words are looked for once they are needed: few who read an article mark anything. */
function useLazyWords(text: string): () => readonly Stretch[] {
  return useMemo(() => {
    let found: Stretch[] | null = null
    return () => (found ??= wordsOf(text))
  }, [text])
}

function editable(actions: readonly string[]): boolean {
  if (actions.includes('edit')) return true
  complain(
    new Error(t`This claim’s words are fixed: it is handed in, set aside, or a colleague has it.`),
  )
  return false
}
