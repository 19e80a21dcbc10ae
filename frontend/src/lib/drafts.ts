import { useCallback, useEffect, useState } from 'react'

let owner = ''

/** Drafts belong to whoever is signed in: on a shared computer nobody sees another's. */
export function draftsOf(person: number): void {
  owner = String(person)
}

/** Where this browser keeps something of whoever is signed in. */
export const ownPlace = (kind: string, key: string) => `claimdesk:${kind}:${owner}:${key}`

const place = (key: string) => ownPlace('draft', key)

const watchers = new Set<(key: string) => void>()

/** Drops a draft that the desk has; where it is open, its form begins anew. */
export function forgetDraft(key: string): void {
  localStorage.removeItem(place(key))
  for (const forgotten of watchers) forgotten(key)
}

/** What was typed and not yet saved; it survives errors, reloads and crashes of this browser. */
export function useDraft<T>(key: string, initial: T): [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => (read(key) as T | null) ?? initial)
  const [seen, setSeen] = useState(key)
  if (seen !== key) {
    setSeen(key)
    setValue((read(key) as T | null) ?? initial)
  }
  const change = useCallback(
    (next: T) => {
      setValue(next)
      write(key, next)
    },
    [key],
  )
  const drop = useCallback(() => {
    localStorage.removeItem(place(key))
  }, [key])
  // Another tab that edits the same draft is shown here too, so neither overwrites the other blindly.
  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key !== place(key)) return
      setValue((event.newValue === null ? null : (parse(event.newValue) as T | null)) ?? initial)
    }
    const forgotten = (which: string) => {
      if (which === key) setValue(initial)
    }
    window.addEventListener('storage', follow)
    watchers.add(forgotten)
    return () => {
      window.removeEventListener('storage', follow)
      watchers.delete(forgotten)
    }
  }, [key, initial])
  return [value, change, drop]
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

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(place(key), JSON.stringify(value))
  } catch {
    // The browser's store is full or closed: the page still holds the text.
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
  const [draft, change, drop] = useDraft(key, onDesk)
  const behind = stale(draft) && !hasDraft(key)
  useEffect(() => {
    if (!behind) return
    change(onDesk)
    drop()
  })
  return [draft, change, drop]
}

/** Whether there is a draft under this key. */
export function hasDraft(key: string): boolean {
  return localStorage.getItem(place(key)) !== null
}
