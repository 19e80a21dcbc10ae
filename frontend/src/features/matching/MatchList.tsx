import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { MatchItem } from './MatchItem'
import classes from './matching.module.css'
import type { Match } from './queries'

interface Props {
  items: readonly Match[]
  /** What can be done with each of them. */
  beside?: (match: Match) => ReactNode
}

/** What was said before, the likest first. */
export function MatchList({ items, beside }: Props) {
  return (
    <>
      <p className={classes.legend}>
        <Trans>
          <span className={classes.differs}>Underlined words</span> are not in what was asked.
        </Trans>
      </p>
      <ol className={classes.list} aria-label={t`Earlier statements`}>
        {items.map((match) => (
          <MatchItem
            key={
              match.claim === null
                ? `check-${match.fact_check?.id ?? match.text}`
                : `claim-${match.claim.id}`
            }
            match={match}
          >
            {beside?.(match)}
          </MatchItem>
        ))}
      </ol>
    </>
  )
}
