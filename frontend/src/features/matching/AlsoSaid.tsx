import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useKeys } from '../../app/keys'
import { Key } from '../../ui/Key'
import { RatingBadge, StateBadge } from '../../ui/badges'
import { ErrorState } from '../../ui/states'
import { groupOfferQuery, groupQuery } from './group'
import { GroupDialog } from './GroupDialog'
import classes from './matching.module.css'

/** Where else the statement stands, and what became of it there; nothing where it stands here alone. */
export function AlsoSaid({ claim }: { claim: number }) {
  const { data: group, error, refetch } = useQuery(groupQuery(claim))
  const others = group?.claims ?? []
  const { data: offer } = useQuery({ ...groupOfferQuery(claim), enabled: others.length > 0 })
  const [asking, ask] = useDisclosure(false)
  const able = offer?.claims.filter(({ detail }) => detail === '') ?? []
  // This claim alone is judged by its own key.
  const offered = able.some((each) => each.claim !== claim)
  const waits = group === undefined || (others.length > 0 && offer === undefined)
  useKeys({
    group: offered
      ? ask.open
      : waits
        ? undefined
        : {
            refused: () => t`No open claim elsewhere that says the same can have its verdict now.`,
          },
  })
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />
  if (group === undefined || others.length === 0) return null
  return (
    <>
      <h3 className={classes.also}>
        <Trans>Also said in</Trans>
      </h3>
      <ul className={classes.list} aria-label={t`Also said in`}>
        {others.map(({ id, article, rating, state }) => (
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
      {offered && (
        <Button
          size="xs"
          variant="default"
          mt="sm"
          className={classes.wraps}
          onClick={ask.open}
          rightSection={<Key name="group" />}
        >
          {plural(able.length, {
            one: 'Use this verdict for # open claim…',
            other: 'Use this verdict for the # open claims…',
          })}
        </Button>
      )}
      {asking && offer?.verdict && (
        <GroupDialog verdict={offer.verdict} claims={offer.claims} onClose={ask.close} />
      )}
    </>
  )
}
