import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, unwrap, type ClaimDetail } from '../../api/client'
import { RatingBadge } from '../../ui/badges'
import { ErrorState } from '../../ui/states'
import { EarlierVerdict } from '../matching/EarlierVerdict'
import { AlsoSaid } from '../matching/AlsoSaid'
import { ClaimMatches } from '../matching/ClaimMatches'
import classes from './Claim.module.css'

/** What was said before like it, and what else its source said that has a verdict. */
export function EarlierChecks({ claim }: { claim: ClaimDetail }) {
  const source = claim.source?.unnamed === true ? null : (claim.source?.source_id ?? null)
  const said = useQuery({
    queryKey: ['claim', claim.id, 'source', source],
    enabled: source !== null,
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/sources/{source_id}/claims', {
          params: { path: { source_id: source ?? 0 }, query: { limit: 20 } },
        }),
      ),
  })
  const rated = (said.data?.items ?? []).filter(
    ({ id, verdict }) => verdict !== null && id !== claim.id,
  )
  return (
    <section className="panel" aria-labelledby="earlier-title">
      <h2 id="earlier-title">
        <Trans>Earlier checks</Trans>
      </h2>
      <EarlierVerdict claim={claim} />
      <ClaimMatches claim={claim} />
      <AlsoSaid claim={claim.id} />
      {said.isError && <ErrorState error={said.error} retry={() => void said.refetch()} />}
      {rated.length > 0 && (
        <>
          <h3 className={classes.same}>
            <Trans>The same source’s other claims</Trans>
          </h3>
          <ul className={classes.earlier}>
            {rated.slice(0, 5).map(({ id, text, verdict }) => (
              <li key={id}>
                <Link to="/claims/$claimId" params={{ claimId: id }} dir="auto">
                  {text}
                </Link>
                {verdict !== null && <RatingBadge rating={verdict.rating} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
