import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, unwrap } from '../../api/client'
import { RatingBadge, StateBadge } from '../../ui/badges'
import classes from './matching.module.css'

/** Under the claim's own key: what changes the claim asks for it anew. */
const groupQuery = (claim: number) => ({
  queryKey: ['claim', claim, 'group'],
  queryFn: () =>
    unwrap(api.GET('/api/v1/claims/{claim_id}/group', { params: { path: { claim_id: claim } } })),
})

/** Where else the statement stands, and what became of it there; nothing where it stands here alone. */
export function AlsoSaid({ claim }: { claim: number }) {
  const { data: group } = useQuery(groupQuery(claim))
  if (group === undefined || group.claims.length === 0) return null
  return (
    <>
      <h3 className={classes.also}>
        <Trans>Also said in</Trans>
      </h3>
      <ul className={classes.list} aria-label={t`Also said in`}>
        {group.claims.map(({ id, article, rating, state }) => (
          <li key={id} className={classes.outcome}>
            {rating === null ? <StateBadge state={state} /> : <RatingBadge rating={rating} />}
            <Link to="/claims/$claimId" params={{ claimId: id }} dir="auto">
              {article.title}
            </Link>
          </li>
        ))}
        {group.more && (
          <li className={classes.outcome}>
            <Trans>and more</Trans>
          </li>
        )}
      </ul>
    </>
  )
}
