import { useEffect, useRef } from 'react'

/** Every key of the page, in one table: the handler, the help and the hints all read it. */
export const KEYS = {
  next: { key: 'j', does: 'next claim' },
  previous: { key: 'k', does: 'previous claim' },
  open: { key: 'Enter', does: 'open the claim' },
  mine: { key: 'a', does: 'assign the claim to me' },
  dismiss: { key: 'd', does: 'dismiss the claim, with a reason' },
  undo: { key: 'z', does: 'undo what was just dismissed or retracted' },
  search: { key: '/', does: 'search' },
  nextSpan: { key: ']', does: 'next claim in the article' },
  previousSpan: { key: '[', does: 'previous claim in the article' },
  evidence: { key: 'e', does: 'add evidence' },
  rate: { key: '1–6', does: 'choose a rating' },
  help: { key: '?', does: 'show these keys' },
} as const

export type KeyName = keyof typeof KEYS
type Handlers = Partial<Record<Exclude<KeyName, 'rate'>, () => void>> & {
  rate?: (position: number) => void
}

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]'

function nameOf(event: KeyboardEvent): KeyName | null {
  for (const [name, { key }] of Object.entries(KEYS)) {
    if (event.key === key) return name as KeyName
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
      const { rate, ...rest } = current.current
      if (rate !== undefined && /^[1-9]$/.test(event.key)) {
        event.preventDefault()
        rate(Number(event.key))
        return
      }
      const name = nameOf(event)
      const handler = name === null || name === 'rate' ? undefined : rest[name]
      if (handler === undefined) return
      event.preventDefault()
      handler()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
