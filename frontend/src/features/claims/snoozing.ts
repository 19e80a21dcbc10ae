import { msg } from '@lingui/core/macro'

const MORNING = 8

function morning(now: Date, days: number): Date {
  const then = new Date(now)
  then.setDate(then.getDate() + days)
  then.setHours(MORNING, 0, 0, 0)
  return then
}

/** Days until the next Monday that is not tomorrow, from two to eight. */
function untilMonday(now: Date): number {
  const days = 7 - ((now.getDay() + 6) % 7)
  return days === 1 ? 8 : days
}

/** What a claim is usually snoozed until. */
export const LATER = [
  { label: msg`Later today`, at: (now: Date) => new Date(now.getTime() + 3 * 3_600_000) },
  { label: msg`Tomorrow`, at: (now: Date) => morning(now, 1) },
  { label: msg`Next week`, at: (now: Date) => morning(now, untilMonday(now)) },
] as const
