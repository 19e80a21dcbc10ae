import type { Priority, State } from '../../api/client'
import type { components } from '../../api/schema'
import type { ClaimFilter } from '../../api/queries'
import { STATE_LABELS } from '../../ui/badges'
import { readPast } from './past'

type Words = Record<string, unknown>

const YES_NO = ['unnamed', 'sensitive', 'overdue', 'disagreement', 'snoozed'] as const
const PRIORITIES: readonly unknown[] = [-1, 0, 1, 2]

const isPriority = (value: unknown): value is Priority => PRIORITIES.includes(value)

/** An address holds one as itself and several as a list; a word of digits arrives as a number. */
function wordsOf(value: unknown): string[] {
  const words = (Array.isArray(value) ? value : [value]).filter(
    (word): word is string | number => typeof word === 'string' || typeof word === 'number',
  )
  return [...new Set(words.map((word) => String(word).trim()))].filter((word) => word !== '')
}

/** What the queue's address says. Unknown values are dropped, so that an old link still opens. */
export function readFilter(search: Words): ClaimFilter {
  const filter: ClaimFilter = readPast(search)
  const states = wordsOf(search.state).filter((state): state is State => state in STATE_LABELS)
  if (states.length > 0) filter.state = states
  for (const name of YES_NO) {
    const value = search[name]
    if (typeof value === 'boolean') filter[name] = value
  }
  const [assignee] = wordsOf(search.assignee)
  if (assignee !== undefined) filter.assignee = assignee
  if (typeof search.article === 'number') filter.article = search.article
  const [text] = wordsOf(search.text)
  if (text !== undefined) filter.text = text
  const tags = wordsOf(search.tag).slice(0, 20)
  if (tags.length > 0) filter.tag = tags
  if (isPriority(search.priority)) filter.priority = search.priority
  if (search.anchor === 'orphaned') filter.anchor = search.anchor
  if (search.matched === 'same' || search.matched === 'near') filter.matched = search.matched
  return filter
}

/** Whether work on a claim in this state goes on: every one but the two in which it ends. */
const WORK_GOES_ON: Record<State, boolean> = {
  new: true,
  accepted: true,
  assigned: true,
  in_review: true,
  submitted: true,
  second_opinion: true,
  returned: true,
  approved: true,
  published: false,
  dismissed: false,
}

/** The states of claims that need work, which is what the queue shows unless it is asked for more. */
export const OPEN_STATES = (Object.keys(WORK_GOES_ON) as State[]).filter((one) => WORK_GOES_ON[one])

/** The queue's address: a filter, with words for all that is open and for simply all. */
export interface QueueAddress extends ClaimFilter {
  show?: 'open' | 'every'
}

export function readQueue(search: Words): QueueAddress {
  const { show } = search
  return { ...(show === 'open' || show === 'every' ? { show } : {}), ...readFilter(search) }
}

/** What an address shows: just what it says, and what needs work where it says nothing. */
export function shownAt({ show, ...filter }: QueueAddress): ClaimFilter {
  const open = show === 'open' || (show === undefined && Object.keys(filter).length === 0)
  return open ? { state: OPEN_STATES, ...filter } : filter
}

/** The address at which this filter is shown. */
export function addressOf(filter: ClaimFilter): QueueAddress {
  const { state, ...rest } = filter
  const alone = Object.keys(rest).length === 0
  if (isOpen(filter)) return alone ? {} : { show: 'open', ...rest }
  return state === undefined && alone ? { show: 'every' } : filter
}

/** Whether a filter asks for the claims that need work, whatever else it asks. */
export const isOpen = ({ state }: ClaimFilter): boolean =>
  state?.length === OPEN_STATES.length && OPEN_STATES.every((one) => state.includes(one))

/** The same filter in the words of a bulk action. */
export function bulkFilter({ state, tag, ...same }: ClaimFilter): components['schemas']['Filter'] {
  return {
    ...same,
    ...(state === undefined ? {} : { states: state }),
    ...(tag === undefined ? {} : { tags: tag }),
  }
}

/** How many claims a filter holds, by the counts of its states. */
export const countOf = (
  { state }: ClaimFilter,
  counts: readonly { state: State; count: number }[],
): number =>
  counts
    .filter((one) => state === undefined || state.includes(one.state))
    .reduce((sum, { count }) => sum + count, 0)
