import { useEffect, useRef } from 'react'
import { readPreference, usePreference } from '../lib/preferences'

interface KeyRow {
  key: string
  /** How it is written, where the key's own name says too little. */
  shown?: string
  does: string
  place: keyof typeof PLACES
}

/** Where keys work, as the help groups them. */
export const PLACES = {
  anywhere: 'Everywhere',
  queue: 'In the queue',
  work: 'In the queue and on a claim',
  claim: 'On a claim',
  article: 'In an article',
} as const

/** Every key of the page, in one table: the handler, the help and the hints all read it. */
export const KEYS = {
  next: { key: 'j', does: 'next claim', place: 'queue' },
  previous: { key: 'k', does: 'previous claim', place: 'queue' },
  open: { key: 'Enter', does: 'open the claim', place: 'queue' },
  select: { key: 'x', does: 'select the claim, or not', place: 'queue' },
  extendDown: { key: 'J', shown: 'Shift J', does: 'select on to the next', place: 'queue' },
  extendUp: { key: 'K', shown: 'Shift K', does: 'select on to the previous', place: 'queue' },
  clear: { key: 'Escape', shown: 'Esc', does: 'clear the selection', place: 'queue' },
  take: { key: 'n', does: 'take the next claim that waits', place: 'queue' },
  search: { key: '/', does: 'search', place: 'queue' },
  mine: { key: 'a', does: 'assign the claim to me', place: 'work' },
  dismiss: { key: 'd', does: 'dismiss the claim, with a reason', place: 'work' },
  evidence: { key: 'e', does: 'add evidence', place: 'claim' },
  rate: { key: '1–6', does: 'choose a rating', place: 'claim' },
  nextSpan: { key: ']', does: 'next claim in the article', place: 'article' },
  previousSpan: { key: '[', does: 'previous claim in the article', place: 'article' },
  undo: { key: 'z', does: 'undo what the latest message offers to', place: 'anywhere' },
  help: { key: '?', does: 'show these keys', place: 'anywhere' },
} as const satisfies Record<string, KeyRow>

export type KeyName = keyof typeof KEYS
type Handlers = Partial<Record<Exclude<KeyName, 'rate'>, () => void>> & {
  rate?: (position: number) => void
}

/** The key's name as it stands beside its button. */
export function keyLabel(name: KeyName): string {
  const row: KeyRow = KEYS[name]
  return row.shown ?? row.key
}

const SINGLE_KEYS = 'single-keys'

/** Whether keys without Ctrl, Alt or Cmd act: speech input and unsteady hands set them off. */
export const useSingleKeys = () => usePreference(SINGLE_KEYS, true)

// A tick box takes no text, so the keys go on where somebody selects by mouse.
const TYPING =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]'

/** The key pressed: by its place where the keyboard writes no Latin letters, deaf to Caps Lock. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  const place = /^Key([A-Z])$/.exec(code)?.[1]
  const letter = /^[a-z]$/i.test(key) ? key : /^\P{ASCII}$/u.test(key) ? place : undefined
  if (letter === undefined) return key
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase()
}

function nameOf(pressed: string): KeyName | null {
  for (const [name, { key }] of Object.entries(KEYS)) {
    if (pressed === key) return name as KeyName
  }
  return null
}

/** Listens while the component is there. Silent while somebody types, and with Ctrl, Alt or Cmd. */
export function useKeys(handlers: Handlers): void {
  const current = useRef(handlers)
  useEffect(() => {
    current.current = handlers
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (target.closest(TYPING)) return
      // A focused button or link has Enter for itself.
      if (event.key === 'Enter' && target.closest('a, button')) return
      if (event.key.length === 1 && !readPreference(SINGLE_KEYS, true)) return
      const { rate, ...rest } = current.current
      if (rate !== undefined && /^[1-9]$/.test(event.key)) {
        event.preventDefault()
        rate(Number(event.key))
        return
      }
      const name = nameOf(keyOf(event))
      const handler = name === null || name === 'rate' ? undefined : rest[name]
      if (handler === undefined) return
      event.preventDefault()
      handler()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
