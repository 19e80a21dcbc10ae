import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import type { ClaimDetail, SecondOpinion } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { RatingBadge } from '../../ui/badges'
import { can } from '../claims/actions'
import verdict from '../reviews/Verdict.module.css'
import { AskOpinion } from './AskOpinion'
import { CancelOpinion } from './CancelOpinion'
import { GiveOpinion } from './GiveOpinion'
import classes from './Opinions.module.css'
import { SettleOpinion } from './SettleOpinion'
import { manner, standing } from './words'

/** An independent verdict beside the first: asked for, given, and settled where the two differ. */
export function OpinionPanel({ claim }: { claim: ClaimDetail }) {
  const words = standing(claim)
  const asks = can(claim, 'ask_opinion')
  if (words === null && !asks && claim.second_opinions.length === 0) return null
  return (
    <section aria-labelledby="opinion-title" className="panel">
      <h2 id="opinion-title">
        <Trans>Second opinion</Trans>
      </h2>
      {words !== null && <p className={classes.standing}>{words}</p>}
      {claim.opinion_request !== null && claim.opinion_request.reason !== '' && (
        <p className={classes.reason}>“{claim.opinion_request.reason}”</p>
      )}
      {claim.verdict_withheld && (
        <p className={classes.withheld}>
          <IconEyeOff size={18} aria-hidden />
          <span>
            <Trans>
              <strong>The first verdict is withheld until you have given yours.</strong> So is what
              its author wrote for it. Go by the evidence.
            </Trans>
          </span>
        </p>
      )}
      {can(claim, 'give_opinion') && <GiveOpinion claim={claim} />}
      {can(claim, 'cancel_opinion') && <CancelOpinion claim={claim} />}
      {claim.second_opinions.length > 0 && (
        <ol className={verdict.series}>
          {claim.second_opinions.toReversed().map((opinion) => (
            <Opinion key={opinion.id} opinion={opinion} />
          ))}
        </ol>
      )}
      {can(claim, 'settle_opinion') && <SettleOpinion claim={claim} />}
      {asks && <AskOpinion claim={claim} />}
    </section>
  )
}

function Opinion({ opinion }: { opinion: SecondOpinion }) {
  const { resolution } = opinion
  const settler = resolution?.editor.name
  return (
    <li>
      <div className={verdict.verdict}>
        <RatingBadge rating={opinion.rating} />
        <p className={verdict.summary} dir="auto">
          {opinion.summary}
        </p>
        {opinion.reasons !== '' && (
          <p className={verdict.reasons} dir="auto">
            {opinion.reasons}
          </p>
        )}
        <p className={verdict.by}>
          {opinion.author.name}, {showMoment(opinion.at)} · {manner(opinion)}
        </p>
      </div>
      {resolution !== null && (
        <p className={verdict.review}>
          <strong>
            <Trans>{settler} settled it</Trans>
          </strong>
          , {showMoment(resolution.at)}: {resolution.reason}
        </p>
      )}
      {!opinion.agrees && resolution === null && (
        <Text size="sm" c="var(--alarm)" mt={4}>
          <Trans>Not settled yet</Trans>
        </Text>
      )}
    </li>
  )
}
