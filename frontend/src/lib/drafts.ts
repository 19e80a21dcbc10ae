import { t } from '@lingui/core/macro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { complain } from '../ui/undo'
import { adopt, holdsWords, leaveAsides, passOn, setAside } from './asides'
import { ownPlace } from './own'

const place = (key: string) => ownPlace('draft', key)

/** What becomes of a draft: `kept` for later, and `shown` in its form; null: what that begins with. */
interface Fate {
  kept: unknown
  shown: unknown
}

const watchers = new Set<(key: string, decide: (now: unknown) => Fate) => void>()

/** Decides on a draft where it is kept, and where it is open. */
function settle(key: string, decide: (now: unknown) => Fate): void {
  const now = read(key)
  if (now !== null) {
    const { kept } = decide(now)
    if (kept === null) remove(key)
    else if (kept !== now) write(key, kept)
  }
  for (const settled of watchers) settled(key, decide)
}

/** Drops a draft that the desk has; where it is open, its form begins anew. */
export function forgetDraft(key: string): void {
  settle(key, () => ({ kept: null, shown: null }))
}

/**
 * Drops a draft that the desk `has` now as it was `sent`. What was typed since is kept, and goes on
 * from there: `rebase`. Answers whether nothing was.
 */
export function settleDraft<T>(
  key: string,
  sent: T,
  { has, rebase }: { has?: T; rebase?: (since: T) => T } = {},
): boolean {
  const text = JSON.stringify(sent)
  let dropped = true
  settle(key, (now) => {
    if (JSON.stringify(now) === text) return { kept: null, shown: has ?? null }
    dropped = false
    const rebased = rebase === undefined ? now : rebase(now as T)
    return { kept: rebased, shown: rebased }
  })
  return dropped
}

/** Changes a draft that is kept, if there is one. */
export function rebaseDraft<T extends object>(key: string, change: Partial<T>): void {
  if (!hasDraft(key)) return
  settle(key, (now) => {
    const rebased = { ...(now as T), ...change }
    return { kept: rebased, shown: rebased }
  })
}

/** Keeps what somebody chose without its form, which shows it where it is open. */
export function keepDraft(key: string, draft: unknown): void {
  replace(key, draft)
  for (const settled of watchers) settled(key, () => ({ kept: draft, shown: draft }))
}

/** What is kept under this key, or null. */
export const readDraft = (key: string): unknown => read(key)

/**
 * What was typed and not yet saved; it survives errors, reloads and crashes of this browser. Tabs
 * share it as they go; what one writes over of another's words is set aside (see asides.ts).
 */
export function useDraft<T>(key: string, initial: T): [T, (next: T) => void, () => void] {
  const { value, change, drop } = useKept(key, initial)
  return [value, change, drop]
}

function useKept<T>(key: string, initial: T) {
  const [value, setValue] = useState<T>(() => (read(key) as T | null) ?? initial)
  const [seen, setSeen] = useState(key)
  if (seen !== key) {
    setSeen(key)
    setValue((read(key) as T | null) ?? initial)
  }
  // What was typed last, before it is drawn.
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  }, [value])
  // What this tab wrote last, as long as no other has written since.
  const wrote = useRef<string | null>(null)
  useEffect(() => {
    wrote.current = null
    adopt(key)
  }, [key])
  const show = useCallback((next: T) => {
    latest.current = next
    setValue(next)
  }, [])
  const change = useCallback(
    (next: T) => {
      show(next)
      replace(key, next)
      wrote.current = JSON.stringify(next)
    },
    [key, show],
  )
  const drop = useCallback(() => remove(key), [key])
  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key !== place(key)) return
      const now = event.newValue === null ? null : (parse(event.newValue) as T | null)
      // Two wrote at the same moment: the other had not seen what was typed here.
      const unseen = wrote.current !== null && event.oldValue !== wrote.current
      if (unseen && !holdsWords(now, latest.current)) setAside(key, latest.current, now)
      wrote.current = null
      show(now ?? initial)
    }
    const settled = (which: string, decide: (now: unknown) => Fate) => {
      if (which !== key) return
      wrote.current = null
      show((decide(latest.current).shown as T | null) ?? initial)
    }
    window.addEventListener('storage', follow)
    watchers.add(settled)
    return () => {
      window.removeEventListener('storage', follow)
      watchers.delete(settled)
    }
  }, [key, initial, show])
  return { value, change, drop, show }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function read(key: string): unknown {
  const stored = localStorage.getItem(place(key))
  return stored === null ? null : parse(stored)
}

function remove(key: string): void {
  localStorage.removeItem(place(key))
  leaveAsides(key)
}

/** Writes this tab's words; those of another that they replace are set aside. */
function replace(key: string, next: unknown): void {
  const had = read(key)
  write(key, next)
  passOn(key, had, next)
}

let full = false

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(place(key), JSON.stringify(value))
    full = false
  } catch {
    // The browser's store is full or closed: the page still holds the text, which is said once.
    if (!full)
      complain(
        new Error(
          t`This browser has no room left for it: send it before you leave the page. Deleting other sites’ data in the browser’s settings makes room.`,
        ),
        t`What you type is not kept`,
      )
    full = true
  }
}

/**
 * A draft of something the desk has too. `stale` says whether the draft, as far as it was begun on
 * it, is behind the desk. What nobody has touched simply follows the desk.
 */
export function useFollowingDraft<T>(
  key: string,
  onDesk: T,
  stale: (draft: T) => boolean,
): [T, (next: T) => void, () => void] {
  const { value, change, drop, show } = useKept(key, onDesk)
  const behind = stale(value) && !hasDraft(key)
  useEffect(() => {
    if (behind) show(onDesk)
  })
  return [value, change, drop]
}

/** Whether there is a draft under this key. */
export function hasDraft(key: string): boolean {
  return localStorage.getItem(place(key)) !== null
}
