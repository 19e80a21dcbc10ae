import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { Notice } from '../../api/client'
import { showMoment } from '../../lib/dates'

/** What claimdesk itself says in a notice, as the server writes it, in the reader's words. */
const SAID: Record<string, MessageDescriptor> = {
  'The follow-up of its unnamed source is overdue.': msg`The follow-up of its unnamed source is overdue.`,
  'The follow-up of its unnamed source has expired: name it, drop it or waive it.': msg`The follow-up of its unnamed source has expired: name it, drop it or waive it.`,
  'You are asked for a second opinion.': msg`You are asked for a second opinion.`,
  'The second opinion differs from the first verdict. Settle it.': msg`The second opinion differs from the first verdict. Settle it.`,
}

/** What was found in its brackets; nothing where something was left out. */
type Told = (...found: string[]) => string

/** The same where something of the desk's stands in it. */
const SAID_OF: [RegExp, Told][] = [
  [
    /^due (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d) UTC$/,
    (...found) => {
      const [year = 0, month = 1, day, hour, minute] = found.map(Number)
      const due = showMoment(new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString())
      return t`The verdict was due on ${due}.`
    },
  ],
  [
    /^The words of this claim changed in revision (\d+)\.$/,
    (version) => t`The words of this claim changed in version ${version}.`,
  ],
  [
    /^It is not certain where this claim stands in revision (\d+)\.$/,
    (version) => t`It is not certain where this claim stands in version ${version}.`,
  ],
  [
    /^The words of this claim are gone in revision (\d+)\.$/,
    (version) => t`The words of this claim are gone in version ${version}.`,
  ],
  [
    /^Place or dismiss the claims that revision (\d+) left without a certain place: (\d+)\.$/,
    (version, count) =>
      t`Place or dismiss the claims that version ${version} left without a certain place: ${count}.`,
  ],
  [
    /^The webhook “(.+)” was switched off\. It (?:answered 410: it wants no more messages|has taken nothing since (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d) UTC)\. What happens meanwhile is sent once you switch it on again, under Admin, Webhooks\.$/s,
    (name, ...found) => {
      const [year = 0, month = 1, day, hour, minute] = found.map(Number)
      const since = showMoment(new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString())
      const why =
        year === 0 ? t`It wants no more messages.` : t`It has taken nothing since ${since}.`
      const then = t`What happens meanwhile is sent once you switch it on again, under Admin, Webhooks.`
      return [t`The webhook “${name}” was switched off.`, why, then].join(' ')
    },
  ],
  [/^(.+) is gone$/s, (page) => t`${page} is gone`],
  [/^(.+) is another page than before$/s, (page) => t`${page} is another page than before`],
  [
    /^Look at the evidence again: (.+)\. The verdict that rested on it was overturned\.$/s,
    (page) => t`Look at the evidence again: ${page}. The verdict that rested on it was overturned.`,
  ],
  [
    /^Correct the article: “(.+)” was (.+), is (.+) now\.(?: It is at (\S+)\.)?(?: Ratings? ([\d, ]+) of the feed (?:is|are) about it\.)?$/s,
    (claim, was, is, address, ratings) =>
      [
        t`Correct the article: “${claim}” was ${was}, is ${is} now.`,
        ...(address === '' ? [] : [t`It is at ${address}.`]),
        ...(ratings === '' ? [] : [t`In the feed, as number: ${ratings}.`]),
      ].join(' '),
  ],
]

/** Kinds whose text is somebody's own: never taken for claimdesk's. */
const BY_THE_DESK: ReadonlySet<Notice['kind']> = new Set([
  'overdue',
  'task',
  'stale',
  'evidence_changed',
])

/** A notice's text. What people wrote stays as it is, and so does what is not known here. */
export function textOf({ kind, text }: Pick<Notice, 'kind' | 'text'>): string {
  if (!BY_THE_DESK.has(kind)) return text
  const known = SAID[text]
  if (known !== undefined) return i18n._(known)
  for (const [pattern, say] of SAID_OF) {
    const found = pattern.exec(text)
    if (found !== null) return say(...groups(found))
  }
  return text
}

const groups = (found: (string | undefined)[]) => found.slice(1).map((group) => group ?? '')
