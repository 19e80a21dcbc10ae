import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
import { SharePanel } from './SharePanel'
import classes from './Report.module.css'

const route = getRouteApi('/desk/articles/$articleId/report')

/** The verdict report: what the desk found on an article, fit to be printed and sent. */
export function ReportPage() {
  const { articleId } = route.useParams()
  const report = useQuery(reportQuery(articleId))
  if (report.isPending) return <Loading lines={10} label={t`Loading the report`} />
  if (report.data === undefined) {
    return (
      <>
        <PageHeader title={t`This report cannot be shown`} />
        <ErrorState error={report.error} retry={() => void report.refetch()} />
      </>
    )
  }
  return <Report report={report.data} />
}

function Report({ report }: { report: VerdictReport }) {
  const { title, revision } = report
  usePageTitle(t`Verdict report: ${title}`)
  const asOf = showMoment(report.generated_at)
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
          <Trans>Back to the article</Trans>
        </ButtonLink>
        <Button size="xs" onClick={() => window.print()}>
          <Trans>Print or save as PDF</Trans>
        </Button>
      </div>
      <header className={classes.head}>
        <p className={classes.kicker}>
          <Trans>Fact check</Trans>
        </p>
        <h1 id="page-title" tabIndex={-1} dir="auto">
          {report.title}
        </h1>
        <p className={classes.meta}>
          {report.byline !== '' && <span dir="auto">{report.byline}</span>}
          {report.section !== '' && <span>{report.section}</span>}
          <span>
            <Trans>version {revision}</Trans>
          </span>
          <span>
            <Trans>
              as of <time dateTime={report.generated_at}>{asOf}</time>
            </Trans>
          </span>
        </p>
      </header>
      <Figures report={report} />
      <section aria-labelledby="published-title">
        <h2 id="published-title" className={classes.part}>
          <Trans>What we found</Trans>
        </h2>
        {published.length === 0 ? (
          <EmptyState title={t`No verdict is published yet`}>
            <Trans>A verdict is here as soon as an editor publishes it.</Trans>
          </EmptyState>
        ) : (
          published.map((entry) => <PublishedEntry key={entry.claim.id} entry={entry} />)
        )}
      </section>
      {open.length > 0 && (
        <>
          <p className={classes.rest}>
            {plural(open.length, {
              one: '# further claim of the article is still being checked.',
              other: '# further claims of the article are still being checked.',
            })}
          </p>
          <OpenClaims entries={open} />
        </>
      )}
      {published.length > 0 && <SharePanel report={report} />}
    </div>
  )
}
