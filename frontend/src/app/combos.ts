import { readText, useText, writeText } from '../lib/preferences'
import { KEYS, KEY_NAMES, type KeyName } from './keyTable'

export const isMac = (): boolean => navigator.userAgent.includes('Mac')

const BY_PLACE: Record<string, string> = { BracketLeft: '[', BracketRight: ']', Slash: '/' }

/** The key's own sign: by its place where the keyboard writes no Latin letters. */
function signOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length > 1 || /^[a-z0-9]$/i.test(key)) return key
  const digit = /^Digit([0-9])$/.exec(code)?.[1]
  // French keyboards have the digits behind Shift; nothing else is bound to what lies before it.
  if (digit !== undefined && !shiftKey && /^[&é"'(§è!çà-]$/.test(key)) return digit
  if (!/^\P{ASCII}$/u.test(key)) return key
  return /^Key([A-Z])$/.exec(code)?.[1] ?? BY_PLACE[code] ?? key
}

/**
 * The keystroke as the table writes it: `j`, `Shift+j`, `mod+k`, `?`. Deaf to Caps Lock; null for
 * a lone modifier. A sign that needs Shift or AltGr on some keyboard is the sign and nothing else.
 */
export function strokeOf(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead'].includes(event.key))
    return null
  const sign = signOf(event)
  const letter = /^[a-z]$/i.test(sign)
  const composed = event.getModifierState('AltGraph')
  const own = isMac() ? event.metaKey : event.ctrlKey
  const other = isMac() ? event.ctrlKey : event.metaKey
  if (other && !composed) return null
  return [
    own && !composed ? 'mod+' : '',
    event.altKey && !composed ? 'Alt+' : '',
    event.shiftKey && (letter || sign.length > 1) ? 'Shift+' : '',
    letter ? sign.toLowerCase() : sign,
  ].join('')
}

export type Combos = Record<KeyName, string>

const PLACE = 'keys'

let read: { text: string; combos: Combos } | null = null

function combosIn(text: string): Combos {
  if (read?.text === text) return read.combos
  const combos = Object.fromEntries(KEY_NAMES.map((name) => [name, KEYS[name].key])) as Combos
  try {
    for (const [name, combo] of Object.entries(JSON.parse(text) as Record<string, unknown>))
      if (name in combos && name !== 'rate' && typeof combo === 'string' && combo !== '')
        combos[name as KeyName] = combo
  } catch {
    // Nothing is stored, or nothing that can be read: the keys are as they were made.
  }
  read = { text, combos }
  return combos
}

/** Each action's key, as whoever is signed in has set it in this browser. */
export const combosOf = (): Combos => combosIn(readText(PLACE, ''))

/** The same, followed by the component. */
export const useCombos = (): Combos => combosIn(useText(PLACE, ''))

/** Which other action has this key, or begins with it. Digits are the ratings'. */
export function conflictOf(name: KeyName, combo: string): KeyName | null {
  if (/^[0-9]$/.test(combo)) return 'rate'
  const combos = combosOf()
  const clash = (one: string) =>
    one === combo || one.startsWith(`${combo} `) || combo.startsWith(`${one} `)
  return (
    KEY_NAMES.find((other) => {
      if (other === name) return false
      const row = KEYS[other]
      return clash(combos[other]) || ('also' in row && clash(row.also))
    }) ?? null
  )
}

/** Gives actions other keys. What is as the table has it is not stored. */
export function setCombos(changed: Partial<Combos>): void {
  const combos = { ...combosOf(), ...changed }
  const own = KEY_NAMES.filter((name) => combos[name] !== KEYS[name].key)
  writeText(PLACE, JSON.stringify(Object.fromEntries(own.map((name) => [name, combos[name]]))))
}

export const resetCombos = (): void => writeText(PLACE, '')
