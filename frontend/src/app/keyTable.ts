import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export interface KeyRow {
  /** The key as `strokeOf` writes it; two with a blank between are pressed one after the other. */
  key: string
  /** A second key for the same, which is not changed. */
  also?: string
  does: MessageDescriptor
  place: keyof typeof PLACES
  /** Whether it goes on while the key is held down. */
  repeats?: true
}

/** Where keys work, as the help groups them. */
export const PLACES = {
  queue: msg`In the queue`,
  work: msg`On the claim at hand`,
  approvals: msg`Among the approvals`,
  article: msg`In an article’s text`,
  go: msg`Go to`,
  anywhere: msg`Everywhere`,
} as const

/** Every key of the page, in one table: the handler, the help, the palette and the hints read it. */
export const KEYS = {
  next: { key: 'j', also: 'ArrowDown', does: msg`next claim`, place: 'queue', repeats: true },
  previous: { key: 'k', also: 'ArrowUp', does: msg`previous claim`, place: 'queue', repeats: true },
  open: { key: 'Enter', does: msg`open the claim`, place: 'queue' },
  select: { key: 'x', does: msg`select the claim, or not`, place: 'queue' },
  extendDown: { key: 'Shift+j', does: msg`select on to the next`, place: 'queue', repeats: true },
  extendUp: { key: 'Shift+k', does: msg`select on to the previous`, place: 'queue', repeats: true },
  take: { key: 'n', does: msg`take the next claim that waits`, place: 'queue' },
  mine: { key: 'a', does: msg`assign the claim to me`, place: 'work' },
  others: { key: 'Shift+a', does: msg`assign the claim to somebody`, place: 'work' },
  rate: { key: '1–9', does: msg`give a rating`, place: 'work' },
  submit: { key: 'mod+Enter', does: msg`submit the verdict to an editor`, place: 'work' },
  dismiss: { key: 'd', does: msg`dismiss the claim, with a reason`, place: 'work' },
  earlier: {
    key: 'y',
    does: msg`use the verdict on an earlier claim that says the same`,
    place: 'work',
  },
  group: {
    key: 'Shift+y',
    does: msg`use one verdict for all open claims that say the same`,
    place: 'work',
  },
  write: { key: 'w', does: msg`write what the verdict still lacks`, place: 'work' },
  evidence: { key: 'e', does: msg`add evidence`, place: 'work' },
  note: { key: 'c', does: msg`comment on the claim`, place: 'work' },
  unnamed: { key: 'u', does: msg`follow up the unnamed source`, place: 'work' },
  snooze: { key: 's', does: msg`snooze the claim`, place: 'work' },
  publish: { key: 'p', does: msg`approve the verdict and publish it`, place: 'approvals' },
  approve: { key: 'o', does: msg`approve the verdict only`, place: 'approvals' },
  giveBack: { key: 'r', does: msg`return the verdict with a comment`, place: 'approvals' },
  nextSpan: { key: ']', does: msg`next claim in the article`, place: 'article', repeats: true },
  previousSpan: {
    key: '[',
    does: msg`previous claim in the article`,
    place: 'article',
    repeats: true,
  },
  growEnd: {
    key: 'Shift+ArrowRight',
    does: msg`move the end of the claim’s words on`,
    place: 'article',
    repeats: true,
  },
  shrinkEnd: {
    key: 'Shift+ArrowLeft',
    does: msg`move the end of the claim’s words back`,
    place: 'article',
    repeats: true,
  },
  shrinkStart: {
    key: 'Alt+Shift+ArrowRight',
    does: msg`move the start of the claim’s words on`,
    place: 'article',
    repeats: true,
  },
  growStart: {
    key: 'Alt+Shift+ArrowLeft',
    does: msg`move the start of the claim’s words back`,
    place: 'article',
    repeats: true,
  },
  fineEndOn: {
    key: 'Shift+ArrowDown',
    does: msg`move the end on by one character`,
    place: 'article',
    repeats: true,
  },
  fineEndBack: {
    key: 'Shift+ArrowUp',
    does: msg`move the end back by one character`,
    place: 'article',
    repeats: true,
  },
  fineStartOn: {
    key: 'Alt+Shift+ArrowDown',
    does: msg`move the start on by one character`,
    place: 'article',
    repeats: true,
  },
  fineStartBack: {
    key: 'Alt+Shift+ArrowUp',
    does: msg`move the start back by one character`,
    place: 'article',
    repeats: true,
  },
  caret: { key: 'v', does: msg`select words by keyboard`, place: 'article' },
  goQueue: { key: 'g q', does: msg`the queue`, place: 'go' },
  goArticles: { key: 'g a', does: msg`articles`, place: 'go' },
  goAdd: { key: 'g n', does: msg`add an article`, place: 'go' },
  goApprovals: { key: 'g p', does: msg`approvals`, place: 'go' },
  goInbox: { key: 'g i', does: msg`the inbox`, place: 'go' },
  goDashboard: { key: 'g d', does: msg`the dashboard`, place: 'go' },
  goUnnamed: { key: 'g u', does: msg`unnamed sources`, place: 'go' },
  goMatches: { key: 'g m', does: msg`what was checked before`, place: 'go' },
  goSearch: { key: 'g s', does: msg`the search`, place: 'go' },
  goAdmin: { key: 'g x', does: msg`administration`, place: 'go' },
  palette: { key: 'mod+k', does: msg`find an action, a page, a claim, a name`, place: 'anywhere' },
  search: { key: '/', does: msg`search`, place: 'anywhere' },
  undo: { key: 'z', does: msg`undo what the latest message offers to`, place: 'anywhere' },
  back: { key: 'Escape', does: msg`clear the selection, go back`, place: 'anywhere' },
  help: { key: '?', does: msg`show these keys`, place: 'anywhere' },
} as const satisfies Record<string, KeyRow>

export type KeyName = keyof typeof KEYS
export const KEY_NAMES = Object.keys(KEYS) as KeyName[]
