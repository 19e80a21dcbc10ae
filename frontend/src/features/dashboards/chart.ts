import { showDate } from '../../lib/dates'

/** What all charts have in common. They are still: a moving line says nothing that a still one does not. */
export const CHART = {
  h: 240,
  strokeWidth: 2,
  gridAxis: 'y',
  tickLine: 'none',
  withDots: false,
  xAxisProps: { interval: 'preserveStartEnd' as const, minTickGap: 24 },
  yAxisProps: { allowDecimals: false, width: 40 },
} as const

/** "3 Nov": a day below an axis. */
export const shortDay = (iso: string): string => showDate(iso)
