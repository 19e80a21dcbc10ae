import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { IconEyeOff, IconUserCheck } from '@tabler/icons-react'
import type { Claim, Rating, State } from '../api/client'
import classes from './badges.module.css'

export const STATE_LABELS: Record<State, MessageDescriptor> = {
  new: msg`New`,
  accepted: msg`Accepted`,
  assigned: msg`Assigned`,
  in_review: msg`In review`,
  submitted: msg`Submitted`,
  second_opinion: msg`Second opinion`,
  returned: msg`Returned`,
  approved: msg`Approved`,
  published: msg`Published`,
  dismissed: msg`Dismissed`,
}

/** What people call a claim's state. */
export const stateLabel = (state: State): string => i18n._(STATE_LABELS[state])

export function StateBadge({ state }: { state: State }) {
  return (
    <span className={classes.badge} data-state={state}>
      {stateLabel(state)}
    </span>
  )
}

/** Who said it. An unnamed source has its own icon, word and border, never colour alone. */
export function SourceBadge({ source }: { source: Claim['source'] }) {
  if (source === null) return <span className={classes.voice}>{t`the article’s own voice`}</span>
  const named = source.refers_to?.text ?? source.text
  return (
    <span className={source.unnamed ? classes.unnamed : classes.named}>
      {source.unnamed ? (
        <IconEyeOff size={14} aria-hidden />
      ) : (
        <IconUserCheck size={14} aria-hidden />
      )}
      <span className={classes.who}>{named}</span>
      {source.unnamed && <strong className={classes.word}>{t`unnamed`}</strong>}
    </span>
  )
}

/** A rating by its label; the steps show where it stands on the scale. */
export function RatingBadge({ rating }: { rating: Rating }) {
  return (
    <span className={classes.rating}>
      {rating.rank !== null && (
        <span className={classes.steps} aria-hidden>
          {Array.from({ length: rating.of }, (_, i) => (
            <span key={i} data-on={i < (rating.rank ?? 0) || undefined} />
          ))}
        </span>
      )}
      {rating.label}
    </span>
  )
}

export function FollowUpBadge({ state }: { state: Claim['followup'] }) {
  if (state === 'none') return null
  const label = {
    open: t`follow-up open`,
    overdue: t`follow-up overdue`,
    closed: t`follow-up closed`,
  }[state]
  return (
    <span className={classes.followup} data-state={state}>
      {label}
    </span>
  )
}
