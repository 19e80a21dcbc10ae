import { Anchor, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReportEntry, VerdictReport } from '../../api/client'
import { reportQuery } from '../../api/queries'
import { showMoment } from '../../lib/dates'
import { RatingBadge, SourceBadge, StateBadge } from '../../ui/badges'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { EvidenceBody } from '../evidence/EvidencePanel'
import { OUTCOMES } from '../followups/FollowUpPanel'
import classes from './Report.module.css'

const route = getRouteApi('/desk/articles/$articleId/report')

/** The verdict report: what the desk found on an article, fit to be printed and sent. */
export function ReportPage() {
  const { articleId } = route.useParams()
  const report = useQuery(reportQuery(articleId))
  if (report.isPending) return <Loading lines={10} label="Loading the report" />
  if (report.isError) {
    return (
      <>
        <PageHeader title="This report cannot be shown" />
        <ErrorState error={report.error} retry={() => void report.refetch()} />
      </>
    )
  }
  return <Report report={report.data} />
}

function Report({ report }: { report: VerdictReport }) {
  const published = report.entries.filter((entry) => entry.verdict !== null)
  const open = report.entries.filter(
    (entry) => entry.verdict === null && entry.claim.state !== 'dismissed',
  )
  return (
    <div className={classes.report}>
      <p className={classes.kicker}>Verdict report</p>
      <PageHeader title={report.title}>
        <Group gap="xs" className="no-print">
          <Button component={Link} to={`/articles/${report.article}`} size="xs" variant="default">
            The article
          </Button>
          <Button
            component="a"
            href={`/api/v1/articles/${report.article}/claimreview`}
            size="xs"
            variant="default"
          >
            ClaimReview
          </Button>
          <Button size="xs" onClick={() => window.print()}>
            Print
          </Button>
        </Group>
      </PageHeader>
      <p className={classes.meta}>
        {report.byline !== '' && <>By {report.byline}. </>}
        Revision {report.revision}. As of {showMoment(report.generated_at)}.
      </p>
      <Figures report={report} />
      {published.length === 0 && (
        <EmptyState title="No verdict is published yet">
          {report.open} claims of this article are still open.
        </EmptyState>
      )}
      {published.map((entry) => (
        <Published key={entry.claim.id} entry={entry} />
      ))}
      {open.length > 0 && <Open entries={open} />}
    </div>
  )
}

function Figures({ report }: { report: VerdictReport }) {
  const figures = [
    { name: 'claims', value: report.total },
    { name: 'published', value: report.published },
    { name: 'open', value: report.open },
    { name: 'dismissed', value: report.dismissed },
    { name: 'from unnamed sources', value: report.unnamed },
    { name: 'follow-ups open', value: report.unnamed_open },
  ]
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.ratings.length > 0 && (
        <ul className={classes.ratings} aria-label="Published ratings">
          {report.ratings.map(({ rating, count }) => (
            <li key={rating.key}>
              <RatingBadge rating={rating} /> × {count}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Published({ entry }: { entry: ReportEntry }) {
  const { claim, verdict, evidence, follow_up: followUp } = entry
  if (verdict === null) return null
  const outcome = OUTCOMES.find(({ value }) => value === followUp?.outcome)
  return (
    <article id={`claim-${claim.id}`} className={classes.entry} aria-label={claim.text}>
      <RatingBadge rating={verdict.rating} />
      <blockquote className={classes.claim} dir="auto">
        {claim.text}
      </blockquote>
      <SourceBadge source={claim.source} />
      <p className={classes.summary} dir="auto">
        {verdict.summary}
      </p>
      {claim.source?.unnamed === true && (
        <p className={classes.note}>
          The source is not named in the article.
          {outcome !== undefined && ` Follow-up: ${outcome.label}.`}
        </p>
      )}
      <ul className={classes.evidence} aria-label="Evidence">
        {evidence
          .filter((item) => verdict.evidence.includes(item.id))
          .map((item) => (
            <li key={item.id}>
              <EvidenceBody item={item} />
            </li>
          ))}
      </ul>
      <p className={classes.meta}>
        {showMoment(verdict.at)} ·{' '}
        <Anchor component={Link} to={`/claims/${claim.id}`} size="sm">
          claim {claim.id}
        </Anchor>
      </p>
    </article>
  )
}

function Open({ entries }: { entries: ReportEntry[] }) {
  return (
    <section aria-labelledby="open-title" className={classes.open}>
      <h2 id="open-title">Not published yet</h2>
      <ul>
        {entries.map(({ claim }) => (
          <li key={claim.id}>
            <StateBadge state={claim.state} />{' '}
            <Link to="/claims/$claimId" params={{ claimId: claim.id }}>
              {claim.text}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
