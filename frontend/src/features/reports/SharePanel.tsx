import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VerdictReport } from '../../api/client'
import { ErrorState, Loading } from '../../ui/states'
import { CopyButton } from './CopyButton'
import { embedCode } from './embed'
import { EmbedOne } from './EmbedOne'
import { claimReviewQuery, reviewsOf } from './claimReview'
import classes from './Report.module.css'

/** What leaves the desk with the report: for search engines, and for somebody's page. */
export function SharePanel({ report }: { report: VerdictReport }) {
  const [opened, setOpened] = useState(false)
  const review = useQuery(claimReviewQuery(report.article))
  const code = embedCode(report, {
    heading: t`Fact check`,
    unnamed: t`An unnamed source`,
    evidence: t`What it rests on`,
    asOf: t`As of`,
  })
  const json = JSON.stringify(review.data, null, 2)
  return (
    <section className={classes.share} aria-label={t`Sharing`}>
      <details>
        <summary>
          <Trans>ClaimReview, as search engines get it</Trans>
        </summary>
        {review.isPending && <Loading lines={3} />}
        {review.isError && <ErrorState error={review.error} retry={() => void review.refetch()} />}
        {review.isSuccess && (
          <>
            <ul className={classes.cards}>
              {reviewsOf(review.data).map(({ url, claim, by, rating }, place) => (
                <li key={place}>
                  {url !== '' && <p className={classes.address}>{url}</p>}
                  <p>
                    <Trans>
                      Claim: <q dir="auto">{claim}</q>
                    </Trans>
                  </p>
                  <p>{by === null ? t`Claimed by: nobody named` : t`Claimed by: ${by}`}</p>
                  <p>
                    <strong>
                      <Trans>Rating: {rating}</Trans>
                    </strong>
                  </p>
                </li>
              ))}
            </ul>
            <p>
              <CopyButton text={() => json} label={t`Copy the JSON-LD`} />
            </p>
            <pre tabIndex={0} className={classes.code} aria-label={t`JSON-LD`}>
              {json}
            </pre>
          </>
        )}
      </details>
      <details onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>
          <Trans>Code to embed one verdict</Trans>
        </summary>
        {opened && (
          <EmbedOne published={report.entries.filter(({ verdict }) => verdict !== null)} />
        )}
      </details>
      <details>
        <summary>
          <Trans>Code to embed the whole report</Trans>
        </summary>
        <p>
          <Trans>Plain HTML without scripts. Nothing on this desk becomes public by it.</Trans>
        </p>
        <p>
          <CopyButton text={() => code} label={t`Copy the code`} />
        </p>
        <pre tabIndex={0} className={classes.code} aria-label={t`Code to embed`}>
          {code}
        </pre>
      </details>
    </section>
  )
}
