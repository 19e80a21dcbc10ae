import { Link } from '@tanstack/react-router'
import type { Claim } from '../../api/client'
import { isPast, showDistance } from '../../lib/dates'
import { PresenceTag } from '../../live/PresenceTag'
import { FollowUpBadge, RatingBadge, SourceBadge, StateBadge } from '../../ui/badges'
import { isInHand } from './actions'
import { Marks } from './Marks'
import classes from './Queue.module.css'

interface Props {
  claim: Claim
  current: boolean
  selected: boolean
  onFocus: () => void
  /** Selects the claim, or everything up to it. */
  onSelect: (range: boolean) => void
}

export function QueueRow({ claim, current, selected, onFocus, onSelect }: Props) {
  const { assignment, verdict } = claim
  return (
    <li
      className={classes.row}
      data-current={current || undefined}
      data-selected={selected || undefined}
    >
      <label className={classes.tick}>
        <input
          type="checkbox"
          checked={selected}
          aria-label={`Select: ${claim.text}`}
          onFocus={onFocus}
          onChange={({ nativeEvent }) =>
            onSelect(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
        />
      </label>
      <div
        className={classes.worth}
        title={`worth checking: ${Math.round(claim.checkworthiness * 100)} of 100`}
      >
        <span className={classes.meter} aria-hidden>
          <i data-level={Math.ceil(claim.checkworthiness * 5)} />
        </span>
        <span className={classes.hidden}>
          worth checking {Math.round(claim.checkworthiness * 100)} of 100
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
      <div className={classes.side}>
        <StateBadge state={claim.state} />
        {verdict !== null && <RatingBadge rating={verdict.rating} />}
        {assignment !== null && <span className={classes.small}>{assignment.assignee.name}</span>}
        <span className={classes.rest}>
          {assignment?.due != null && isInHand(claim) && (
            <span data-late={isPast(assignment.due) || undefined} className={classes.due}>
              {isPast(assignment.due) ? 'was due' : 'due'} {showDistance(assignment.due)}
            </span>
          )}
          {claim.evidence_count > 0 && (
            <span>
              {claim.evidence_count} {claim.evidence_count === 1 ? 'link' : 'links'}
            </span>
          )}
        </span>
      </div>
    </li>
  )
}
