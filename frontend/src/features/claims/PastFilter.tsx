import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ClaimFilter } from '../../api/queries'
import { showDay } from '../../lib/dates'
import { stateLabel } from '../../ui/badges'
import { asksOfPast, withoutPast } from './past'

/** What a figure led here by: said in words, and taken away at once. */
export function PastFilter({
  filter,
  change,
}: {
  filter: ClaimFilter
  change: (next: ClaimFilter) => void
}) {
  if (!asksOfPast(filter)) return null
  return (
    <div role="group" aria-label={t`From the figures`}>
      <p>{wordsOf(filter).join(' · ')}</p>
      <Button size="compact-xs" variant="default" onClick={() => change(withoutPast(filter))}>
        <Trans>Show without this</Trans>
      </Button>
    </div>
  )
}

export function wordsOf(filter: ClaimFilter): string[] {
  return [whatHappened(filter), period(filter), ...where(filter)].filter((word) => word !== '')
}

function whatHappened({ entered, left, was, rated, did, second, from, to }: ClaimFilter): string {
  if (entered !== undefined) {
    const state = stateLabel(entered)
    return t`Came into: ${state}`
  }
  if (left !== undefined) {
    const state = stateLabel(left)
    return t`Left: ${state}`
  }
  if (was !== undefined) {
    const states = was.map((state) => stateLabel(state)).join(', ')
    return t`Were then: ${states}`
  }
  if (rated !== undefined) {
    const rating = rated.slice(rated.indexOf(':') + 1).replaceAll('_', ' ')
    return t`Rated: ${rating}`
  }
  if (did !== undefined) {
    return {
      assigned: t`Assigned`,
      verdict: t`Given a verdict`,
      returned: t`Verdict returned`,
      decided: t`Decided by an editor`,
      due: t`Verdict was due`,
      late: t`Verdict was not in by then`,
      followup_due: t`Follow-up was due`,
      followup_late: t`Follow-up was not closed by then`,
    }[did]
  }
  if (second !== undefined)
    return second === 'given' ? t`Second opinion given` : t`Second opinion agreed`
  return from === undefined && to === undefined ? '' : t`Came in`
}

function period({ from, to, was }: ClaimFilter): string {
  const first = from === undefined ? '' : showDay(from)
  if (to === undefined) return first === '' ? '' : t`from ${first} on`
  // `to` is the first moment that is out.
  const last = showDay(new Date(Math.min(Date.parse(to) - 1, Date.now())).toISOString())
  if (was !== undefined || from === undefined) return t`up to ${last}`
  return first === last ? first : t`${first} to ${last}`
}

function where({ section, source, by, desk }: ClaimFilter): string[] {
  return [
    section === undefined ? '' : t`section ${section}`,
    source === undefined
      ? ''
      : source === 'unnamed'
        ? t`unnamed sources`
        : source === 'none'
          ? t`the article’s own voice`
          : t`one source`,
    by === undefined ? '' : t`one person`,
    desk === undefined ? '' : t`one desk`,
  ]
}
