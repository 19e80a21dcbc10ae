import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ClaimDetail } from '../../api/client'
import { ErrorState, Loading } from '../../ui/states'
import { MatchList } from './MatchList'
import classes from './matching.module.css'
import { NearVerdict } from './NearVerdict'
import { matchesOfClaimQuery } from './queries'

/** What was said before like this claim, on the desk or checked elsewhere. */
export function ClaimMatches({ claim }: { claim: ClaimDetail }) {
  const found = useQuery(matchesOfClaimQuery(claim.id))
  if (found.isPending) return <Loading lines={2} label={t`Looking for earlier checks`} />
  if (found.data === undefined)
    return <ErrorState error={found.error} retry={() => void found.refetch()} />
  if (found.data.items.length === 0)
    return (
      <p className={classes.none}>
        <Trans>Nothing like it has been said or checked before.</Trans>
      </p>
    )
  return (
    <MatchList
      items={found.data.items}
      beside={(match) => <NearVerdict claim={claim} match={match} />}
    />
  )
}
