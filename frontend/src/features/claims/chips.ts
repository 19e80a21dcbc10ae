import { t } from '@lingui/core/macro'
import type { ClaimFilter } from '../../api/queries'
import { showDay } from '../../lib/dates'
import { stateLabel } from '../../ui/badges'

type Key = keyof ClaimFilter

/** A part of the filter in words, and what goes with it when it is taken off. */
export interface Chip {
  keys: readonly Key[]
  words: string
}

/** Names for ids; what is not known yet is said without. */
export type Names = Partial<
  Record<'assignee' | 'by' | 'article' | 'source' | 'desk' | 'rating', string | undefined>
>

export const without = (filter: ClaimFilter, keys: readonly Key[]): ClaimFilter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => !keys.includes(name as Key)))

/** The parts of a filter that no button of the queue shows. */
export function chipsOf(filter: ClaimFilter, names: Names): Chip[] {
  const { assignee, article, section, source, by, desk } = filter
  const chips: Chip[] = happened(filter, names)
  const add = (key: Key, words: string) => chips.push({ keys: [key], words })
  if (assignee !== undefined && assignee !== 'me' && assignee !== 'none') {
    const name = names.assignee
    add('assignee', name === undefined ? t`with one person` : t`with ${name}`)
  }
  if (by !== undefined) {
    const name = names.by
    add('by', name === undefined ? t`by one person` : t`by ${name}`)
  }
  if (article !== undefined) {
    const name = names.article
    add('article', name === undefined ? t`one article` : t`in “${name}”`)
  }
  if (section !== undefined) add('section', t`section ${section}`)
  if (source === 'unnamed') add('source', t`unnamed sources`)
  else if (source === 'none') add('source', t`the article’s own voice`)
  else if (source !== undefined) {
    const name = names.source
    add('source', name === undefined ? t`one source` : t`said by ${name}`)
  }
  if (desk !== undefined) {
    const name = names.desk
    add('desk', name === undefined ? t`one desk` : t`desk ${name}`)
  }
  return chips
}

/** What happened to the claims, and when: who did it, and the day on which they were so, goes with it. */
function happened(filter: ClaimFilter, names: Names): Chip[] {
  const { entered, left, was, rated, did, second, from, to } = filter
  const chips: Chip[] = []
  if (entered !== undefined) {
    const state = stateLabel(entered)
    chips.push({ keys: ['entered', 'by'], words: t`Came into: ${state}` })
  }
  if (left !== undefined) {
    const state = stateLabel(left)
    chips.push({ keys: ['left', 'by'], words: t`Left: ${state}` })
  }
  if (was !== undefined) {
    const states = was.map((state) => stateLabel(state)).join(', ')
    const last = period(filter)
    const words = [t`Were then: ${states}`, last].filter((part) => part !== '').join(' · ')
    chips.push({ keys: ['was', 'from', 'to'], words })
  }
  if (rated !== undefined) {
    const rating = names.rating ?? rated.slice(rated.indexOf(':') + 1).replaceAll('_', ' ')
    chips.push({ keys: ['rated', 'by'], words: t`Rated: ${rating}` })
  }
  if (did !== undefined) {
    const words = {
      assigned: t`Assigned`,
      verdict: t`Given a verdict`,
      returned: t`Verdict returned`,
      decided: t`Decided by an editor`,
      due: t`Verdict was due`,
      late: t`Verdict was not in by then`,
      followup_due: t`Follow-up was due`,
      followup_late: t`Follow-up was not closed by then`,
    }[did]
    chips.push({ keys: ['did', 'by'], words })
  }
  if (second !== undefined)
    chips.push({
      keys: ['second'],
      words: second === 'given' ? t`Second opinion given` : t`Second opinion agreed`,
    })
  if (was === undefined && (from !== undefined || to !== undefined)) {
    const when = period(filter)
    const words = chips.length === 0 ? t`Came in: ${when}` : when
    chips.push({ keys: ['from', 'to'], words })
  }
  return chips
}

function period({ from, to, was }: ClaimFilter): string {
  const first = from === undefined ? '' : showDay(from)
  if (to === undefined) return first === '' ? '' : t`from ${first} on`
  // `to` is the first moment that is out.
  const last = showDay(new Date(Math.min(Date.parse(to) - 1, Date.now())).toISOString())
  if (was !== undefined || from === undefined) return t`up to ${last}`
  return first === last ? first : t`${first} to ${last}`
}
