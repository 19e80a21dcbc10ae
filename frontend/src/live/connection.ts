import { api, unwrap } from '../api/client'
import type { components } from '../api/schema'
import { uniqueId } from '../lib/ids'
import { setLiveState } from './state'

type Schemas = components['schemas']
export type LiveChange = Schemas['LiveChange']
export type LivePerson = Schemas['LivePerson']
export type LivePresence = Schemas['LivePresence']

/** What to do with what comes. */
export interface Listeners {
  hello: (hello: Schemas['LiveHello']) => void
  changes: (changes: LiveChange[]) => void
  /** So much was done at once that it is not told one by one. */
  many: () => void
  /** Claims that were found to be checked before. */
  marked: (marked: Schemas['LiveMarked']) => void
  presence: (presence: LivePresence) => void
  inbox: () => void
}

/** What comes with each kind of event. */
interface Said {
  hello: Schemas['LiveHello']
  changes: LiveChange[]
  many: unknown
  marked: Schemas['LiveMarked']
  presence: LivePresence
  inbox: unknown
  beat: unknown
  bye: { why: 'access' | 'again' }
}

const QUIET_FOR = 35_000
const HIDDEN_FOR = 20_000
const BACK_FOR = 5_000
const LONGEST = 30_000

/** How this page calls itself on the desk. */
export const TAB = uniqueId()

/** Seconds double with every attempt, a little apart for everybody: they do not all come at once. */
export const pause = (attempt: number, chance = Math.random()): number =>
  Math.min(LONGEST, 1000 * 2 ** attempt) * (0.75 + chance / 2)

/**
 * The page's one line to the desk, kept up until closed. The browser's own reconnecting gives up on
 * a refusal and says nothing, so each attempt is a new EventSource. A page out of sight lets go of
 * its line, of which a browser has only six to a server, and catches up when looked at again.
 */
export class Connection {
  private source: EventSource | undefined
  private last = ''
  private attempt = 0
  private broken = false
  private quiet: number | undefined
  private timer: number | undefined
  private hiding: number | undefined
  private readonly listeners: Listeners

  constructor(listeners: Listeners) {
    this.listeners = listeners
  }

  open(): void {
    window.addEventListener('online', this.now)
    window.addEventListener('offline', this.wentOffline)
    document.addEventListener('visibilitychange', this.looked)
    this.connect()
  }

  close(): void {
    window.removeEventListener('online', this.now)
    window.removeEventListener('offline', this.wentOffline)
    document.removeEventListener('visibilitychange', this.looked)
    this.drop()
    setLiveState({ at: 'starting' })
  }

  /** Tries again without waiting any longer. */
  readonly now = (): void => {
    this.drop()
    if (this.broken) setLiveState({ at: 'lost', retryAt: null })
    this.connect()
  }

  private drop(): void {
    this.source?.close()
    this.source = undefined
    for (const timer of [this.quiet, this.timer, this.hiding]) window.clearTimeout(timer)
  }

  private connect(): void {
    // Where there are no streams, as in a test without a browser, the page asks by itself.
    if (typeof EventSource === 'undefined') {
      setLiveState({ at: 'starting' })
      return
    }
    const query = new URLSearchParams({ tab: TAB })
    if (this.last !== '') query.set('after', this.last)
    const source = new EventSource(`/api/v1/events?${query.toString()}`)
    this.source = source
    this.listenForLife()
    const on = <K extends keyof Said>(kind: K, handle: (data: Said[K]) => void) =>
      source.addEventListener(kind, (event: MessageEvent<string>) => {
        if (source !== this.source) return
        if (event.lastEventId !== '') this.last = event.lastEventId
        this.listenForLife()
        handle(JSON.parse(event.data) as Said[K])
      })
    on('hello', (hello) => {
      this.arrived()
      this.listeners.hello(hello)
    })
    on('changes', this.listeners.changes)
    on('many', this.listeners.many)
    on('marked', this.listeners.marked)
    on('presence', this.listeners.presence)
    on('inbox', this.listeners.inbox)
    on('beat', () => undefined)
    on('bye', ({ why }) => {
      this.drop()
      if (why === 'access') void this.ask()
      // In a moment: a server that stops or a rights' change; nobody needs to be told of it.
      this.timer = window.setTimeout(this.now, pause(0))
    })
    source.onerror = () => {
      if (source === this.source) this.lost()
    }
  }

  private arrived(): void {
    this.attempt = 0
    if (!this.broken) {
      setLiveState({ at: 'live' })
      return
    }
    this.broken = false
    setLiveState({ at: 'back' })
    this.timer = window.setTimeout(() => setLiveState({ at: 'live' }), BACK_FOR)
  }

  private lost(): void {
    this.drop()
    this.broken = true
    if (!navigator.onLine) {
      this.wentOffline()
      return
    }
    // A refusal looks like a broken line; whoever is no longer signed in is told so by an answer.
    if (this.attempt > 0) void this.ask()
    const wait = pause(this.attempt)
    this.attempt += 1
    setLiveState({ at: 'lost', retryAt: Date.now() + wait })
    this.timer = window.setTimeout(this.now, wait)
  }

  private readonly wentOffline = (): void => {
    this.drop()
    this.broken = true
    setLiveState({ at: 'offline' })
    // Some browsers never say that they are online again.
    this.timer = window.setTimeout(this.now, LONGEST)
  }

  private readonly looked = (): void => {
    window.clearTimeout(this.hiding)
    if (document.visibilityState === 'hidden')
      this.hiding = window.setTimeout(() => this.drop(), HIDDEN_FOR)
    else if (this.source === undefined) this.now()
  }

  private listenForLife(): void {
    window.clearTimeout(this.quiet)
    this.quiet = window.setTimeout(() => this.lost(), QUIET_FOR)
  }

  private async ask(): Promise<void> {
    await unwrap(api.GET('/api/v1/inbox', { params: { query: { limit: 1 } } })).catch(
      () => undefined,
    )
  }
}
