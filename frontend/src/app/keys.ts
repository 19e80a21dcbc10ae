import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useEffect, useRef, useState } from 'react'
import { loadMoreWords } from '../i18n'
import { readPreference, usePreference } from '../lib/preferences'
import { showRefusal } from '../ui/refuse'
import { combosOf, isMac, strokeOf } from './combos'
import { KEY_NAMES, KEYS, type KeyName, type KeyRow, type PLACES } from './keyTable'

export { KEY_NAMES, KEYS, PLACES, type KeyName } from './keyTable'

/** In a handler's place: why the key does nothing here now, worked out once somebody asks. */
export interface Refused {
  refused: () => Promise<string> | string
}

type Handler = (position: number) => void

export type Handlers = {
  [name in Exclude<KeyName, 'rate'>]?: (() => void) | Refused | undefined
} & {
  rate?: Handler | Refused | undefined
}

const SINGLE_KEYS = 'single-keys'

/** Whether keys without Ctrl, Alt or Cmd act: speech input and unsteady hands set them off. */
export const useSingleKeys = () => usePreference(SINGLE_KEYS, true)

const SIGNS: Record<string, () => string> = {
  mod: () => (isMac() ? '⌘' : t`Ctrl`),
  Alt: () => t`Alt`,
  Shift: () => t`Shift`,
  Enter: () => t`Enter`,
  Escape: () => t`Esc`,
  ArrowDown: () => '↓',
  ArrowUp: () => '↑',
  ArrowLeft: () => '←',
  ArrowRight: () => '→',
}

/** A key as people write it: `Shift J`, `g then q` stays `g q`. */
export function writeCombo(combo: string): string {
  return combo
    .split(' ')
    .map((stroke) => {
      const parts = stroke === '+' ? ['+'] : stroke.split('+')
      const shifted = parts.includes('Shift')
      return parts
        .map((part) => {
          if (part.length === 1 && (shifted || parts.length > 1)) return part.toUpperCase()
          return SIGNS[part]?.() ?? part
        })
        .join(' ')
    })
    .join(' ')
}

/** The key's name as it stands beside its button, as whoever is signed in has set it. */
export const keyLabel = (name: KeyName): string => writeCombo(combosOf()[name])

/** The same for `aria-keyshortcuts`. */
export const keyShortcut = (name: KeyName): string =>
  combosOf()[name].replace('mod+', isMac() ? 'Meta+' : 'Control+')

interface Listening {
  layer: number
  order: number
  handlers: { current: Handlers }
}

/**
 * Who has a key first, whatever came when: what is selected before the row at the cursor, and that
 * before the page with its panes, which come anew with each claim.
 */
const LAYERS = ['page', 'row', 'selection'] as const
type Layer = (typeof LAYERS)[number]

/** Who listens. In a layer what came later, as an opened panel, is before what it lies in. */
let listening: Listening[] = []
let counter = 0

function handlerOf(name: KeyName): Handler | Refused | undefined {
  for (const { handlers } of listening.toReversed()) {
    const handler = handlers.current[name]
    if (handler !== undefined) return handler
  }
  return undefined
}

/** What can be done here and now, in the order of the table. */
export const possible = (): KeyName[] =>
  KEY_NAMES.filter((name) => typeof handlerOf(name) === 'function')

/** The help, the palette and the reasons, with their words: most visits to the queue need none. */
export const keysLater = () =>
  Promise.all([import('../features/keys/later'), loadMoreWords()]).then(([later]) => later)

/** Says, in the one place for it, why a key does nothing. */
export function refuse(name: KeyName, { refused }: Refused): void {
  const does = i18n._(KEYS[name].does)
  void Promise.resolve(refused()).then(
    (why) => showRefusal(does, why),
    () => showRefusal(does, t`Try again once the desk can be reached.`),
  )
}

/** Does what the key does, or says why not; a rating has a position. */
export function perform(name: KeyName, position = 0): void {
  const handler = handlerOf(name)
  if (typeof handler === 'function') handler(position)
  else if (handler !== undefined) refuse(name, handler)
}

let settle: (() => void) | null = null

/**
 * What is done before a key that acts on the claim at hand: what follows the cursor a moment later
 * catches up, so that no key acts on the claim before.
 */
export function useSettling(catchUp: () => void): void {
  useEffect(() => {
    settle = catchUp
    return () => {
      settle = null
    }
  })
}

// A tick box or a choice takes no text, so the keys go on where somebody chooses by mouse.
const TYPING =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]'
const APART = '[role="menu"], [role="dialog"], [role="listbox"]'
const MODAL = '[aria-modal="true"]'
/** What has the arrow keys for itself: to scroll, to choose. */
const OWN_ARROWS = 'input, [role="radiogroup"], [role="tablist"], [data-scrolls]'

/** Keys of these places act on the claim whose panes are shown. */
const OF_A_CLAIM = new Set<keyof typeof PLACES>(['work', 'approvals', 'article'])

const LINKED = 2_000
let begun: { stroke: string; at: number } | null = null

function nameOf(pressed: string): KeyName | null {
  const combos = combosOf()
  for (const name of KEY_NAMES) {
    if (combos[name] === pressed || (KEYS[name] as KeyRow).also === pressed) return name
  }
  return null
}

/** Out of a field, back to the claim at hand, so that keys act again. */
export function leave(field: HTMLElement): void {
  const row = document.querySelector<HTMLElement>('[data-current] a[id], [data-at-hand]')
  if (row === null) field.blur()
  else row.focus({ preventScroll: true })
}

let waiting = 0
let ahead = ''

/**
 * While a dialog that a key asked for is on its way: what is typed is meant for it, and no key acts
 * on the page below. `takeTypedAhead` hands the letters over.
 */
export function useSilence(): void {
  useEffect(() => {
    if (waiting === 0) ahead = ''
    waiting += 1
    return () => {
      waiting -= 1
    }
  }, [])
}

export function takeTypedAhead(): string {
  const typed = ahead
  ahead = ''
  return typed
}

const isLetter = ({ key, ctrlKey, metaKey }: KeyboardEvent) =>
  key.length === 1 && !ctrlKey && !metaKey

/** Meant for a dialog that has not got the focus yet, if it is there at all. */
function isAhead(event: KeyboardEvent, target: Element): boolean {
  if (waiting === 0 && document.querySelector(MODAL) === null) return false
  if (target.closest(MODAL) !== null) return false
  if (waiting > 0 && isLetter(event)) ahead += event.key
  return true
}

function listen(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : document.body
  if (!event.defaultPrevented && isAhead(event, target)) {
    // Tab and the browser's own keys keep their meaning: they lead into the dialog.
    if (isLetter(event) || event.key === 'Enter') event.preventDefault()
    return
  }
  if (event.defaultPrevented || event.isComposing || target.closest(APART)) return
  const stroke = strokeOf(event)
  if (stroke === null) return
  const held = stroke.startsWith('mod+')
  const field = target.closest<HTMLElement>(TYPING)
  // A list of choices under the field is closed first.
  if (stroke === 'Escape' && field !== null && field.getAttribute('aria-expanded') !== 'true')
    leave(field)
  if (!held && field !== null) return
  // A focused button or link has Enter for itself.
  if (stroke === 'Enter' && target.closest('a, button, summary')) return
  if (stroke.startsWith('Arrow') && target.closest(OWN_ARROWS)) return
  if (event.key.length === 1 && !held && !readPreference(SINGLE_KEYS, true)) return
  const before = begun !== null && event.timeStamp - begun.at < LINKED ? begun.stroke : null
  begun = null
  let name = before === null ? null : nameOf(`${before} ${stroke}`)
  if (name === null) {
    if (KEY_NAMES.some((known) => combosOf()[known].startsWith(`${stroke} `))) {
      begun = { stroke, at: event.timeStamp }
      event.preventDefault()
      return
    }
    name = /^[0-9]$/.test(stroke) ? 'rate' : nameOf(stroke)
  }
  if (name === null || (event.repeat && (KEYS[name] as KeyRow).repeats !== true)) return
  if (OF_A_CLAIM.has(KEYS[name].place)) settle?.()
  // A form, such as a comment's, is sent by its own button.
  if (name === 'submit' && target.closest('form')) return
  if (handlerOf(name) === undefined) return
  event.preventDefault()
  // The tenth rating is beside the ninth on the keyboard.
  perform(name, Number(stroke) || 10)
}

/**
 * Listens while the component is there. Silent while somebody types or answers a dialog, and with
 * Ctrl, Alt or Cmd, but for the keys that have them.
 */
export function useKeys(handlers: Handlers, layer: Layer = 'page'): void {
  const [order] = useState(() => (counter += 1))
  const current = useRef(handlers)
  useEffect(() => {
    current.current = handlers
  })
  useEffect(() => {
    const mine = { layer: LAYERS.indexOf(layer), order, handlers: current }
    if (listening.length === 0) document.addEventListener('keydown', listen)
    listening = [...listening, mine].sort((a, b) => a.layer - b.layer || a.order - b.order)
    return () => {
      listening = listening.filter((one) => one !== mine)
      if (listening.length === 0) document.removeEventListener('keydown', listen)
    }
  }, [layer, order])
}
