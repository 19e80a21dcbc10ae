import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { VerdictReport } from '../../api/client'
import { usePageTitle } from '../../lib/pageTitle'
import { reportQuery } from '../../api/queries'
import { showMoment } from '../../lib/dates'
import { ButtonLink } from '../../ui/ButtonLink'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { Figures } from './Figures'
import { OpenClaims } from './OpenClaims'
import { PublishedEntry } from './PublishedEntry'
import classes from './Report.module.css'

const route = getRouteApi('/desk/articles/$articleId/report')

/** The verdict report: what the desk found on an article, fit to be printed and sent. */
export function ReportPage() {
  const { articleId } = route.useParams()
  const report = useQuery(reportQuery(articleId))
  if (report.isPending) return <Loading lines={10} label="Loading the report" />
  if (report.data === undefined) {
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
  usePageTitle(`Verdict report: ${report.title}`)
  const published = report.entries.filter((entry) => entry.verdict !== null)
  const open = report.entries.filter(
    (entry) => entry.verdict === null && entry.claim.state !== 'dismissed',
  )
  return (
    <div className={classes.report}>
      <div className={classes.tools}>
        <ButtonLink
          to="/articles/$articleId"
          params={{ articleId: report.article }}
          size="xs"
          variant="default"
        >
          Back to the article
        </ButtonLink>
        <Button
          component="a"
          href={`/api/v1/articles/${report.article}/claimreview`}
          size="xs"
          variant="default"
        >
          ClaimReview data
        </Button>
        <Button size="xs" onClick={() => window.print()}>
          Print or save as PDF
        </Button>
      </div>
      <header className={classes.head}>
        <p className={classes.kicker}>Verdict report</p>
        <h1 id="page-title" tabIndex={-1} dir="auto">
          {report.title}
        </h1>
        <p className={classes.meta}>
          {report.byline !== '' && <span dir="auto">{report.byline}</span>}
          {report.section !== '' && <span>{report.section}</span>}
          <span>revision {report.revision}</span>
          <span>
            as of <time dateTime={report.generated_at}>{showMoment(report.generated_at)}</time>
          </span>
        </p>
      </header>
      <Figures report={report} />
      <section aria-labelledby="published-title">
        <h2 id="published-title" className={classes.part}>
          Published verdicts
        </h2>
        {published.length === 0 ? (
          <EmptyState title="No verdict is published yet">
            {report.open} {report.open === 1 ? 'claim is' : 'claims are'} still open. A verdict is
            here as soon as an editor publishes it.
          </EmptyState>
        ) : (
          published.map((entry) => <PublishedEntry key={entry.claim.id} entry={entry} />)
        )}
      </section>
      {open.length > 0 && <OpenClaims entries={open} />}
    </div>
  )
}
