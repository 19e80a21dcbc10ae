import { useEffect } from 'react'
import type { KeyName } from '../../app/keyTable'
import { forgetBy } from '../../lib/own'

/** A key pressed on a claim before the pane that acts on it is there, or knows what it needs. */
let held: { claim: number; name: KeyName; position: number } | null = null

/** Keeps a key for the pane of this claim; the latest counts. */
export function hold(claim: number, name: KeyName, position = 0): void {
  held = { claim, name, position }
}

/** Forgets it: the cursor went on, or what it waited for did not happen. */
export function letGo(): void {
  held = null
}
forgetBy(letGo)

/** Does what a key that was kept for this claim asks for, once `act` can; null until then. */
export function useHeld(
  claim: number,
  name: KeyName,
  act: ((position: number) => void) | null,
): void {
  useEffect(() => {
    if (act === null || held === null || held.claim !== claim || held.name !== name) return
    const { position } = held
    held = null
    act(position)
  })
}
