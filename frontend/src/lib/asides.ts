import { uniqueId } from './ids'
import { ownPlace } from './own'
import { storageWatchers } from './storage'

/** Beside a draft: the tab that wrote it last, and what others wrote that it no longer holds. */
interface Beside {
  by: string
  /** That tab was closed or reloaded: whoever opens the draft next goes on with it. */
  gone?: boolean
  aside: unknown[]
}

/** This page's name as long as it stands. */
const TAB = uniqueId()
const lockOf = (tab: string) => `claimdesk:tab:${tab}`
// Elsewhere than on https the browser has no locks: a tab that crashed then counts as open.
const { locks } = navigator as { locks?: LockManager }
/** Held until the page ends, by a crash too, of which no event tells. */
void locks?.request(lockOf(TAB), () => new Promise(() => undefined))

async function crashed(tab: string): Promise<boolean> {
  const held = (await locks?.query())?.held
  return held !== undefined && held.every(({ name }) => name !== lockOf(tab))
}

/** More than anybody types for one field in as many tabs; the oldest goes first. */
const MOST = 20
/** Fields of drafts that are chosen, not typed. */
const CHOSEN = new Set([
  'answer',
  'channel',
  'content',
  'deadline',
  'due',
  'kind',
  'knowledge',
  'outcome',
  'rating',
  'reason_class',
  'result',
  'stance',
  'terms',
  'told_at',
  'use',
])

const { watch, tell } = storageWatchers()
export const watchAsides = watch

const KIND = 'draft-tabs'
const place = (key: string) => ownPlace(KIND, key)

/** What somebody typed into a draft, by field; a draft may be words alone. */
export function typedIn(draft: unknown, field = ''): Record<string, string> {
  if (typeof draft === 'string')
    return CHOSEN.has(field) || draft.trim() === '' ? {} : { [field]: draft.trim() }
  if (typeof draft !== 'object' || draft === null) return {}
  return Object.assign(
    {},
    ...Object.entries(draft).map(([name, value]) => typedIn(value, name)),
  ) as Record<string, string>
}

/** Whether a draft still has every word of another. */
export function holdsWords(draft: unknown, other: unknown): boolean {
  const has = typedIn(draft)
  return Object.entries(typedIn(other)).every(([field, words]) => has[field]?.includes(words))
}

function parse(text: string | null): Beside | null {
  try {
    return JSON.parse(text ?? 'null') as Beside | null
  } catch {
    return null
  }
}

const read = (key: string): Beside | null => parse(localStorage.getItem(place(key)))

function write(key: string, by: string, aside: unknown[]): void {
  try {
    localStorage.setItem(place(key), JSON.stringify({ by, aside: aside.slice(-MOST) }))
  } catch {
    // The browser's store is full or closed: as it is for the draft itself.
  }
}

/** Keeps, before a draft is written over, what another tab `had` typed into it and `next` lacks. */
export function passOn(key: string, had: unknown, next: unknown): void {
  const now = read(key)
  const others = now !== null && now.by !== TAB && had !== null
  if (now?.by === TAB && now.aside.length === 0) return
  const aside = [...(now?.aside ?? []), ...(others ? [had] : [])]
  keep(key, TAB, aside, next)
}

/** Keeps what this tab had typed and another wrote over at the same moment. */
export function setAside(key: string, lost: unknown, next: unknown): void {
  const now = read(key)
  keep(key, now?.by ?? '', [...(now?.aside ?? []), lost], next)
}

/** Without what is there twice, or whole in the draft as it is now. */
function keep(key: string, by: string, aside: unknown[], draft: unknown): void {
  const before = read(key)?.aside.length ?? 0
  const left = aside.filter(
    (one, at) =>
      !holdsWords(draft, one) &&
      !aside.slice(at + 1).some((later) => JSON.stringify(later) === JSON.stringify(one)),
  )
  write(key, by, left)
  if (left.length > 0 || before > 0) tell()
}

/** Goes on with a draft as this tab's own where the tab that wrote it is no more. */
export function adopt(key: string): void {
  const now = read(key)
  if (now === null || now.by === '' || now.by === TAB) return
  if (now.gone === true) write(key, TAB, now.aside)
  else
    void crashed(now.by).then((gone) => {
      const since = read(key)
      if (gone && since?.by === now.by) write(key, TAB, since.aside)
    })
}

/** As this page ends, what it wrote is anybody's to go on with. */
function release(): void {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`claimdesk:${KIND}:`)) continue
    const beside = parse(localStorage.getItem(name))
    if (beside?.by === TAB) localStorage.setItem(name, JSON.stringify({ ...beside, gone: true }))
  }
}
window.addEventListener('pagehide', release)

/** The draft is gone, since the desk has it or it was left; what others typed is not. */
export function leaveAsides(key: string): void {
  const now = read(key)
  if (now === null) return
  if (now.aside.length === 0) localStorage.removeItem(place(key))
  else write(key, '', now.aside)
}

/** What other tabs typed for this draft that it does not hold, the oldest first, as it is stored. */
export const asidesText = (key: string): string => JSON.stringify(read(key)?.aside ?? [])

/** Takes one of them away: it is used, or not wanted. */
export function dropAside(key: string, aside: unknown): void {
  const now = read(key)
  if (now === null) return
  const text = JSON.stringify(aside)
  const left = now.aside.filter((one) => JSON.stringify(one) !== text)
  if (left.length === 0 && now.by === '') localStorage.removeItem(place(key))
  else write(key, now.by, left)
  tell()
}

/** Puts one back that was taken away. */
export function returnAside(key: string, aside: unknown): void {
  const now = read(key)
  write(key, now?.by ?? '', [...(now?.aside ?? []), aside])
  tell()
}
