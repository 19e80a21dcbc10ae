import type { ClaimFilter } from '../../api/queries'
import { STATE_LABELS } from '../../ui/badges'

type Words = Record<string, unknown>
export type Past = Pick<
  ClaimFilter,
  | 'desk'
  | 'section'
  | 'source'
  | 'from'
  | 'to'
  | 'entered'
  | 'left'
  | 'was'
  | 'rated'
  | 'did'
  | 'by'
  | 'second'
>

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
const moment = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined
const state = (value: unknown): ClaimFilter['entered'] =>
  typeof value === 'string' && value in STATE_LABELS ? (value as ClaimFilter['entered']) : undefined
const oneOf =
  <T extends string>(...known: readonly T[]) =>
  (value: unknown): T | undefined =>
    known.find((one) => one === value)

// prettier-ignore
const did = oneOf(
  'assigned', 'verdict', 'returned', 'decided', 'due', 'late', 'followup_due', 'followup_late',
)
const second = oneOf('given', 'agreed')

/** What the address asks of a claim's past, and of where it comes from: figures lead here. */
export function readPast(search: Words): Past {
  const was = (Array.isArray(search.was) ? search.was : [search.was])
    .map(state)
    .filter((one) => one !== undefined)
  const found = {
    desk: number(search.desk),
    section: text(search.section),
    // An id in an address arrives as a number.
    source: text(search.source) ?? number(search.source)?.toString(),
    from: moment(search.from),
    to: moment(search.to),
    entered: state(search.entered),
    left: state(search.left),
    was: was.length > 0 ? was : undefined,
    rated: text(search.rated),
    did: did(search.did),
    by: number(search.by),
    second: second(search.second),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
