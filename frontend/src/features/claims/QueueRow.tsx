import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Claim } from '../../api/client'
import { isPast, showDistance, showMoment, showShare } from '../../lib/dates'
import { PresenceTag } from '../../live/PresenceTag'
import { FollowUpBadge, RatingBadge, SourceBadge, StateBadge } from '../../ui/badges'
import { isInHand } from './actions'
import { Marks } from './Marks'
import classes from './Queue.module.css'

interface Props {
  claim: Claim
  /** The filter fits it no longer. */
  left: boolean
  /** Where it stands among all of them, which are more than the page holds. */
  row: number
  total: number
  measure: (row: Element | null) => void
  current: boolean
  selected: boolean
  onFocus: (claim: number, row: number) => void
  /** Selects the claim, or everything up to it. */
  onSelect: (claim: number, range: boolean) => void
}

/** A claim of the queue. Drawn anew only when something of it changes: keys must not wait for all. */
export const QueueRow = memo(function QueueRow(props: Props) {
  const { claim, left, row, total, measure, current, selected, onSelect } = props
  const { text } = claim
  const onFocus = () => props.onFocus(claim.id, row)
  const worth = showShare(claim.checkworthiness)
  return (
    <li
      ref={measure}
      data-index={row}
      aria-posinset={row + 1}
      aria-setsize={Math.max(total, row + 1)}
      className={classes.row}
      data-current={current || undefined}
      data-selected={selected || undefined}
      data-left={left || undefined}
    >
      <label className={classes.tick}>
        <input
          type="checkbox"
          checked={selected}
          aria-label={t`Select: ${text}`}
          onFocus={onFocus}
          onChange={({ nativeEvent }) =>
            onSelect(claim.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
        />
      </label>
      <div className={classes.worth} title={t`worth checking: ${worth}`}>
        <span className={classes.meter} aria-hidden>
          <i data-level={Math.ceil(claim.checkworthiness * 5)} />
        </span>
        <span className={classes.hidden}>
          <Trans>worth checking: {worth}</Trans>
        </span>
      </div>
      <div className={classes.body}>
        <Link
          to="/claims/$claimId"
          params={{ claimId: claim.id }}
          id={`row-${claim.id}`}
          className={classes.text}
          onFocus={onFocus}
          dir="auto"
        >
          {claim.text}
        </Link>
        <div className={classes.facts}>
          <SourceBadge source={claim.source} />
          <FollowUpBadge state={claim.followup} />
          <Marks claim={claim} />
          <PresenceTag claim={claim.id} />
          {left && (
            <span className={classes.left}>
              <Trans>No longer in this view</Trans>
            </span>
          )}
          <Link
            to="/articles/$articleId"
            params={{ articleId: claim.article.id }}
            search={{ claim: claim.id }}
            className={classes.article}
          >
            {claim.article.title}
          </Link>
        </div>
      </div>
      <QueueRowSide claim={claim} />
    </li>
  )
})

/** Where it stands, who has it, by when. */
function QueueRowSide({ claim }: { claim: Claim }) {
  const { assignment, verdict, snoozed_until: until, evidence_count: links } = claim
  const due = isInHand(claim) ? (assignment?.due ?? null) : null
  const when = due === null ? '' : showDistance(due)
  const wakes = until === null ? '' : showMoment(until)
  return (
    <div className={classes.side}>
      <StateBadge state={claim.state} />
      {verdict !== null && <RatingBadge rating={verdict.rating} />}
      {assignment !== null && <span className={classes.small}>{assignment.assignee.name}</span>}
      <span className={classes.rest}>
        {due !== null && (
          <span data-late={isPast(due) || undefined} className={classes.due}>
            {isPast(due) ? t`was due ${when}` : t`due ${when}`}
          </span>
        )}
        {until !== null && (
          <span>
            <Trans>snoozed until {wakes}</Trans>
          </span>
        )}
        {links > 0 && (
          <span>
            <Plural value={links} one="# link" other="# links" />
          </span>
        )}
      </span>
    </div>
  )
}
