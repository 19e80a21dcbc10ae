import { msg, t } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, unwrap, type ClaimDetail } from '../../api/client'
import type { components } from '../../api/schema'
import { showDay } from '../../lib/dates'
import { RatingBadge, StateBadge } from '../../ui/badges'
import { ErrorState, Loading } from '../../ui/states'
import classes from './Claim.module.css'

type Sharing = components['schemas']['Sharing']

const WHY: Record<Sharing['why'][number], MessageDescriptor> = {
  same_words: msg`says the same`,
  same_source: msg`the same source says nearly the same`,
  same_evidence: msg`rests on the same evidence`,
}

/** Claims of the desk that this one's verdict may be taken from, or that should agree with it. */
export function EarlierChecks({ claim }: { claim: ClaimDetail }) {
  const path = { params: { path: { claim_id: claim.id } } }
  const reach = useQuery({
    queryKey: ['claim', claim.id, 'reach'],
    queryFn: () => unwrap(api.GET('/api/v1/claims/{claim_id}/reach', path)),
  })
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
  const sharing = reach.data?.sharing ?? []
  const known = new Set([claim.id, ...sharing.map((one) => one.claim)])
  const rated = (said.data?.items ?? []).filter(
    ({ id, verdict }) => verdict !== null && !known.has(id),
  )
  const nothing = reach.isSuccess && sharing.length === 0 && rated.length === 0
  return (
    <section className="panel" aria-labelledby="earlier-title">
      <h2 id="earlier-title">
        <Trans>Earlier checks</Trans>
      </h2>
      {reach.isPending && <Loading lines={2} label={t`Looking for earlier checks`} />}
      {reach.isError && <ErrorState error={reach.error} retry={() => void reach.refetch()} />}
      {nothing && (
        <p className={classes.none}>
          <Trans>Nothing like it has been checked on this desk.</Trans>
        </p>
      )}
      <ul className={classes.earlier}>
        {sharing.map((one) => (
          <Alike key={one.claim} one={one} />
        ))}
      </ul>
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

function Alike({ one }: { one: Sharing }) {
  const { i18n } = useLingui()
  const last = one.published.at(-1)
  const day = last === undefined ? '' : showDay(last.at)
  return (
    <li>
      <Link to="/claims/$claimId" params={{ claimId: one.claim }} dir="auto">
        {one.text}
      </Link>
      <p className={classes.why}>{one.why.map((why) => i18n._(WHY[why])).join(', ')}</p>
      <p className={classes.badges}>
        {last?.rating ? <RatingBadge rating={last.rating} /> : <StateBadge state={one.state} />}
        {last !== undefined && (
          <span>{last.kind === 'corrected' ? t`corrected ${day}` : t`published ${day}`}</span>
        )}
      </p>
    </li>
  )
}
