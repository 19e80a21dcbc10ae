import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { CloseButton } from '@mantine/core'
import type { Claim } from '../../api/client'
import { keyLabel } from '../../app/keys'
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
  const [pronoun, person] = [source?.text, source?.refers_to?.text]
  return (
    <section className={classes.facts2} aria-label={t`Claim ${number}`}>
      <div className={classes.factsHead}>
        <span>
          <Trans>
            Claim {number} of {total}
          </Trans>
        </span>
        <StateBadge state={claim.state} />
        <CloseButton className={classes.close} aria-label={t`Close`} onClick={onClose} />
      </div>
      <p className={classes.quote} dir="auto">
        {claim.text}
      </p>
      <dl className={classes.record}>
        <dt>
          <Trans>Who</Trans>
        </dt>
        <dd>
          <SourceBadge source={source} />
          {source !== null && (
            <span className={classes.aside}>{i18n._(KIND_WORDS[source.kind])}</span>
          )}
        </dd>
        {source?.refers_to && source.refers_to.text !== source.text && (
          <>
            <dt>
              <Trans>In the text</Trans>
            </dt>
            <dd>
              <Trans>
                “{pronoun}”, which refers to “{person}”
              </Trans>
            </dd>
          </>
        )}
        {cue !== null && (
          <>
            <dt>
              <Trans>Cue</Trans>
            </dt>
            <dd>
              <i>{cue.text}</i>{' '}
              <span className={classes.aside}>{i18n._(FORM_WORDS[claim.form])}</span>
            </dd>
          </>
        )}
        <dt>
          <Trans>Why marked</Trans>
        </dt>
        <dd>{claim.basis}</dd>
        <dt>
          <Trans>Worth checking</Trans>
        </dt>
        <dd>
          <meter min={0} max={1} value={claim.checkworthiness} aria-hidden />{' '}
          {importance(claim.checkworthiness)}
        </dd>
        {verdict !== null && (
          <>
            <dt>
              <Trans>Rating</Trans>
            </dt>
            <dd>
              <RatingBadge rating={verdict.rating} />
              {!verdict.published && (
                <span className={classes.aside}>
                  <Trans>not published</Trans>
                </span>
              )}
            </dd>
          </>
        )}
        {claim.assignment !== null && (
          <>
            <dt>
              <Trans>With</Trans>
            </dt>
            <dd>{claim.assignment.assignee.name}</dd>
          </>
        )}
        {claim.followup !== 'none' && (
          <>
            <dt>
              <Trans>Follow-up</Trans>
            </dt>
            <dd>
              <FollowUpBadge state={claim.followup} />
            </dd>
          </>
        )}
      </dl>
      <ButtonLink to="/claims/$claimId" params={{ claimId: claim.id }} size="sm" fullWidth>
        <Trans>Work on this claim</Trans> <kbd className={classes.key}>{keyLabel('open')}</kbd>
      </ButtonLink>
    </section>
  )
}
