import type { ClaimFilter } from '../../api/queries'

/** How far back the figures go, in days: whole weeks, so that weekdays weigh the same. */
export const SPANS = [7, 28, 91, 364] as const
export type Span = (typeof SPANS)[number]

/** What the figures are of. Lives in the address. */
export interface FiguresSearch {
  days?: Span
  desk?: number
  section?: string
}

export function readFigures(search: Record<string, unknown>): FiguresSearch {
  const days = SPANS.find((span) => span === search.days)
  return {
    ...(days === undefined ? {} : { days }),
    ...(typeof search.desk === 'number' ? { desk: search.desk } : {}),
    ...(typeof search.section === 'string' && search.section !== ''
      ? { section: search.section }
      : {}),
  }
}

/** What is asked of the desk: whole days of the reader's, today the last. */
export interface Asked {
  from: string
  to: string
  every: 'day' | 'week'
  desk?: number
  section?: string
}

export function askedOf({ days = 28, ...where }: FiguresSearch, now = new Date()): Asked {
  const midnight = (offset: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset).toISOString()
  return { from: midnight(1 - days), to: midnight(1), every: days > 28 ? 'week' : 'day', ...where }
}

/** The claims a number counts: those of the same desk and section. */
export function claimsOf({ desk, section }: Asked, what: ClaimFilter): ClaimFilter {
  return {
    ...what,
    ...(desk === undefined ? {} : { desk }),
    ...(section === undefined ? {} : { section }),
  }
}

export const within = ({ from, to }: Pick<Asked, 'from' | 'to'>): ClaimFilter => ({ from, to })
