export interface AuditFilter {
  person?: number
  action?: string
  entity?: string
  entity_id?: number
  claim?: number
  article?: number
  from?: string
  to?: string
}

const WORDS = ['action', 'entity', 'from', 'to'] as const
const NUMBERS = ['person', 'entity_id', 'claim', 'article'] as const
const DAY = /^\d{4}-\d\d-\d\d$/

/** What the address says of which events to show; what makes no sense is left out. */
export function readAuditFilter(search: Record<string, unknown>): AuditFilter {
  const found: AuditFilter = {}
  for (const name of WORDS) {
    const value = search[name]
    const fits = name === 'from' || name === 'to' ? DAY.test(String(value)) : value !== ''
    if (typeof value === 'string' && fits) found[name] = value
  }
  for (const name of NUMBERS) {
    const value = search[name]
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) found[name] = value
  }
  return found
}

/** The filter as the API takes it: days begin and end where the reader is. */
export function queryOf({ from, to, ...rest }: AuditFilter) {
  return {
    ...rest,
    ...(from === undefined ? {} : { from: startOf(from, 0) }),
    ...(to === undefined ? {} : { to: startOf(to, 1) }),
  }
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** Where the same events are to be had as a file. */
export function exportAddress(filter: AuditFilter, format: 'csv' | 'jsonl'): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(queryOf(filter))) query.set(name, String(value))
  if (format === 'csv') query.set('format', 'csv')
  const text = query.toString()
  return `/api/v1/audit/export${text === '' ? '' : `?${text}`}`
}
