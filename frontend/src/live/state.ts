import { useSyncExternalStore } from 'react'

/** How the page stands with the desk's stream of changes. */
export type LiveState =
  /** Not there yet, or not wanted: the page asks by itself now and then. */
  | { at: 'starting' }
  | { at: 'live' }
  /** Broken; tried again at a moment, or just now where that is null. */
  | { at: 'lost'; retryAt: number | null }
  | { at: 'offline' }
  /** Just there again, with everything that was missed. */
  | { at: 'back' }

let state: LiveState = { at: 'starting' }
const watchers = new Set<() => void>()

export function setLiveState(next: LiveState): void {
  state = next
  for (const changed of watchers) changed()
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => watchers.delete(changed)
}

export const useLiveState = (): LiveState => useSyncExternalStore(watch, () => state)

/** Whether changes come by themselves, so that nothing has to be asked for by the clock. */
export const isLive = (): boolean => state.at === 'live' || state.at === 'back'

/** How often to ask, where changes do not come by themselves. */
export const unlessLive = (every: number) => (): number | false => (isLive() ? false : every)
