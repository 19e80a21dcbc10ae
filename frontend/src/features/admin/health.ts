import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { HealthPart } from '../../api/client'
import { showDistance, showNumber } from '../../lib/dates'

const STATES = { well: msg`Well`, watch: msg`Have a look`, failing: msg`Not working` } as const

const PARTS = {
  database: msg`Database`,
  migrations: msg`Migrations`,
  jobs: msg`Background jobs`,
  audit: msg`Audit trail`,
  disk: msg`Disk`,
  live: msg`Live updates`,
  secrets: msg`Sealed notes and secrets`,
}

const FACTS = {
  server_version: msg`PostgreSQL`,
  size_bytes: msg`Size`,
  answer_ms: msg`Answers in`,
  embedded: msg`Started by claimdesk`,
  connections: msg`Connections`,
  connections_idle: msg`of which idle`,
  connections_most: msg`at most`,
  applied: msg`Applied`,
  last: msg`The last one`,
  pending: msg`Not yet applied`,
  waiting: msg`Waiting`,
  oldest_waiting: msg`The oldest is due`,
  running: msg`Running`,
  failed: msg`Failed`,
  failed_kinds: msg`Which failed`,
  ended_worker: msg`Ended their worker`,
  workers: msg`Workers`,
  events: msg`Events`,
  checked_at: msg`Last checked`,
  checked_events: msg`Events then`,
  folder: msg`Data folder`,
  free_bytes: msg`Free`,
  total_bytes: msg`of`,
  keys: msg`Keys`,
  in_clear: msg`Kept in clear`,
}

/** What a later part of the server calls itself, until it has words here. */
const plain = (key: string) => key.replaceAll('_', ' ')

export const stateName = (state: HealthPart['state']): string => i18n._(STATES[state])

export const partName = (key: string): string =>
  key in PARTS ? i18n._(PARTS[key as keyof typeof PARTS]) : plain(key)

export const factName = (key: string): string =>
  key in FACTS ? i18n._(FACTS[key as keyof typeof FACTS]) : plain(key)

const MOMENTS = new Set(['oldest_waiting', 'checked_at'])
const MB = 1_000_000
const GB = 1_000_000_000

/** A value as its key says: bytes as a size, a moment as a distance. */
export function factValue(key: string, value: string | number | null): string {
  if (value === null) return '–'
  if (typeof value === 'number') {
    if (key.endsWith('_bytes')) return size(value)
    return key.endsWith('_ms') ? `${showNumber(value)} ms` : showNumber(value)
  }
  if (MOMENTS.has(key)) return showDistance(value)
  if (value === 'yes') return t`yes`
  return value === 'no' ? t`no` : value
}

function size(bytes: number): string {
  const amount = showNumber(
    bytes < GB ? Math.round(bytes / MB) : Math.round(bytes / (GB / 10)) / 10,
  )
  return bytes < GB ? t`${amount} MB` : t`${amount} GB`
}
