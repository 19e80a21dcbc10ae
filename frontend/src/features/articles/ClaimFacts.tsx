import { CloseButton } from '@mantine/core'
import type { Claim } from '../../api/client'
import { KEYS } from '../../app/keys'
import { ButtonLink } from '../../ui/ButtonLink'
import { FollowUpBadge, RatingBadge, SourceBadge, StateBadge } from '../../ui/badges'
import classes from './article.module.css'
import { FORM_WORDS, importance, KIND_WORDS } from './words'

interface Props {
  claim: Claim
  number: number
  total: number
  onClose: () => void
}

/** Everything known of one claim, as a short record. */
export function ClaimFacts({ claim, number, total, onClose }: Props) {
  const { source, cue, verdict } = claim
  return (
    <section className={classes.facts2} aria-label={`Claim ${number}`}>
      <div className={classes.factsHead}>
        <span>
          Claim {number} of {total}
        </span>
        <StateBadge state={claim.state} />
        <CloseButton className={classes.close} aria-label="Close" onClick={onClose} />
      </div>
      <p className={classes.quote} dir="auto">
        {claim.text}
      </p>
      <dl className={classes.record}>
        <dt>Who</dt>
        <dd>
          <SourceBadge source={source} />
          {source !== null && <span className={classes.aside}>{KIND_WORDS[source.kind]}</span>}
        </dd>
        {source?.refers_to && source.refers_to.text !== source.text && (
          <>
            <dt>In the text</dt>
            <dd>
              “{source.text}”, which refers to “{source.refers_to.text}”
            </dd>
          </>
        )}
        {cue !== null && (
          <>
            <dt>Cue</dt>
            <dd>
              <i>{cue.text}</i> <span className={classes.aside}>{FORM_WORDS[claim.form]}</span>
            </dd>
          </>
        )}
        <dt>Why marked</dt>
        <dd>{claim.basis}</dd>
        <dt>Worth checking</dt>
        <dd>
          <meter min={0} max={1} value={claim.checkworthiness} aria-hidden />{' '}
          {importance(claim.checkworthiness)}
        </dd>
        {verdict !== null && (
          <>
            <dt>Rating</dt>
            <dd>
              <RatingBadge rating={verdict.rating} />
              {!verdict.published && <span className={classes.aside}>not published</span>}
            </dd>
          </>
        )}
        {claim.assignment !== null && (
          <>
            <dt>With</dt>
            <dd>{claim.assignment.assignee.name}</dd>
          </>
        )}
        {claim.followup !== 'none' && (
          <>
            <dt>Follow-up</dt>
            <dd>
              <FollowUpBadge state={claim.followup} />
            </dd>
          </>
        )}
      </dl>
      <ButtonLink to="/claims/$claimId" params={{ claimId: claim.id }} size="sm" fullWidth>
        Work on this claim <kbd className={classes.key}>{KEYS.open.key}</kbd>
      </ButtonLink>
    </section>
  )
}
