import { useSyncExternalStore } from 'react'
import { ownPlace } from './own'
import { storageWatchers } from './storage'

const { watch, tell } = storageWatchers()

const place = (key: string) => ownPlace('preference', key)

/** How whoever is signed in likes this browser's page; `initial` until they said so. */
export function readPreference(key: string, initial: boolean): boolean {
  const stored = localStorage.getItem(place(key))
  return stored === null ? initial : stored === 'yes'
}

export const writePreference = (key: string, value: boolean): void =>
  writeText(key, value ? 'yes' : 'no')

/** The same for what takes more than yes or no to say. */
export const readText = (key: string, initial: string): string =>
  localStorage.getItem(place(key)) ?? initial

export function writeText(key: string, value: string): void {
  try {
    localStorage.setItem(place(key), value)
  } catch {
    // The browser's store is full or closed: it stays as it was, which the switch shows.
  }
  tell()
}

/** The same, followed by the component: another tab's change too. */
export function usePreference(key: string, initial: boolean): [boolean, (next: boolean) => void] {
  const value = useSyncExternalStore(watch, () => readPreference(key, initial))
  return [value, (next) => writePreference(key, next)]
}

export const useText = (key: string, initial: string): string =>
  useSyncExternalStore(watch, () => readText(key, initial))
