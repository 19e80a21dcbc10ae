import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { claimQuery, claimsQuery, sessionQuery } from '../../api/queries'
import { FollowUpBadge, SourceBadge } from '../../ui/badges'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { isEditor } from '../accounts/roles'
import { can } from '../claims/actions'
import { EvidenceBody } from '../evidence/EvidenceBody'
import { ApprovalPanel } from './ApprovalPanel'
import classes from './Approvals.module.css'
import { VerdictBody } from './VerdictHistory'

/** What waits for an editor: the claim, the verdict, its reasons and evidence on one page. */
export function ApprovalsPage() {
  const submitted = useInfiniteQuery(claimsQuery({ state: ['submitted'] }))
  const { data: me } = useQuery(sessionQuery)
  const claims = submitted.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader title="Approvals" />
      {submitted.isPending && <Loading lines={8} label="Loading what waits" />}
      {submitted.isError && (
        <ErrorState error={submitted.error} retry={() => void submitted.refetch()} />
      )}
      {submitted.isSuccess && claims.length === 0 && (
        <EmptyState title="Nothing waits for approval">
          Verdicts appear here once a checker submits them.{' '}
          <Link to="/" search={{ state: ['in_review'] }}>
            See what is in review
          </Link>
          .
        </EmptyState>
      )}
      {claims.length > 0 && !isEditor(me) && (
        <p className={classes.note}>
          Editors decide on these. Should one come back to you, it says why on its own page.
        </p>
      )}
      {claims.map((claim) => (
        <Waiting key={claim.id} id={claim.id} />
      ))}
      {submitted.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="md"
          loading={submitted.isFetchingNextPage}
          onClick={() => void submitted.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}

function Waiting({ id }: { id: number }) {
  const query = useQuery(claimQuery(id))
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.data === undefined) return <Loading lines={4} label={`Loading claim ${id}`} />
  const claim = query.data
  const { verdict } = claim
  const evidence = claim.evidence.filter((item) => verdict?.evidence.includes(item.id))
  return (
    <article className={`panel ${classes.card ?? ''}`} aria-labelledby={`claim-${id}`}>
      <div>
        <h2 id={`claim-${id}`} className={classes.claim} dir="auto">
          <Link to="/claims/$claimId" params={{ claimId: id }}>
            {claim.text}
          </Link>
        </h2>
        <div className={classes.facts}>
          <SourceBadge source={claim.source} />
          <FollowUpBadge state={claim.followup} />
          <Link to="/articles/$articleId" params={{ articleId: claim.article.id }}>
            {claim.article.title}
          </Link>
        </div>
        {verdict !== null && <VerdictBody verdict={verdict} />}
        {(can(claim, 'approve') || can(claim, 'return')) && (
          <div className={classes.decision}>
            <ApprovalPanel claim={claim} />
          </div>
        )}
      </div>
      <div>
        <h3>Evidence</h3>
        <ul className={classes.evidence}>
          {evidence.map((item) => (
            <li key={item.id}>
              <EvidenceBody item={item} />
            </li>
          ))}
        </ul>
      </div>
    </article>
  )
}
