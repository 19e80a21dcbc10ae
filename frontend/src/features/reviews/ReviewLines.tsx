import { t } from '@lingui/core/macro'
import type { ClaimDetail } from '../../api/client'
import { showMoment } from '../../lib/dates'
import classes from './Verdict.module.css'

interface Props {
  claim: ClaimDetail
  /** Of one verdict only. */
  verdict?: number
}

/** What editors said of the claim's verdicts, oldest first. */
export function ReviewLines({ claim, verdict }: Props) {
  return claim.reviews
    .filter((review) => verdict === undefined || review.verdict === verdict)
    .map((review) => {
      const { name } = review.editor
      return (
        <p key={review.id} className={classes.review}>
          <strong>
            {review.decision === 'approve' ? t`${name} approved it` : t`${name} returned it`}
          </strong>
          , {showMoment(review.at)}
          {review.comment !== '' && `: ${review.comment}`}
        </p>
      )
    })
}
