import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Claim } from '../../api/client'
import { RatingBadge, SourceBadge } from '../../ui/badges'
import classes from './Approvals.module.css'

interface Props {
  claims: Claim[]
  current: number
  /** What keeps the reader from approving each; undefined where that is not for them to do. */
  obstacles: Map<number, string> | undefined
}

/** What waits, as a list to go through. */
export function ApprovalsList({ claims, current, obstacles }: Props) {
  const here = useRef<HTMLLIElement>(null)
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <ol className={classes.list} aria-label={t`What waits for approval`}>
      {claims.map((claim) => {
        const author = claim.verdict?.author.name ?? ''
        return (
          <li key={claim.id} ref={claim.id === current ? here : undefined}>
            <Link
              to="/approvals"
              search={{ claim: claim.id }}
              replace
              className={classes.row}
              aria-current={claim.id === current ? 'true' : undefined}
            >
              <span className={classes.text} dir="auto">
                {claim.text}
              </span>
              <span className={classes.facts}>
                {claim.verdict !== null && <RatingBadge rating={claim.verdict.rating} />}
                <SourceBadge source={claim.source} />
                {author !== '' && (
                  <span>
                    <Trans>by {author}</Trans>
                  </span>
                )}
              </span>
              {(obstacles?.get(claim.id) ?? '') !== '' && (
                <span className={classes.waits}>
                  <IconAlertTriangle size={15} aria-hidden />{' '}
                  <Trans>not for you to approve now</Trans>
                </span>
              )}
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
