import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { RevisionSummary } from '../../api/client'
import { articleQuery } from '../../api/queries'
import { ButtonLink } from '../../ui/ButtonLink'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { ClaimsWent } from './ClaimsWent'
import { revisionQuery, revisionsQuery } from './queries'
import { RevisionChoice } from './RevisionChoice'
import classes from './revisions.module.css'
import { TextDiff } from './TextDiff'

/** What became of an article's text and of its claims between any two of its versions. */
export function RevisionsPage() {
  const { articleId } = useParams({ from: '/desk/articles/$articleId/revisions' })
  const article = useQuery(articleQuery(articleId))
  const revisions = useQuery(revisionsQuery(articleId))
  const title = article.data?.title ?? t`The article`
  return (
    <>
      <PageHeader title={t`Versions`}>
        <ButtonLink
          to="/articles/$articleId/revise"
          params={{ articleId }}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          <Trans>Send a new version</Trans>
        </ButtonLink>
      </PageHeader>
      <p className={classes.of} dir="auto">
        <Link to="/articles/$articleId" params={{ articleId }}>
          {title}
        </Link>
      </p>
      {revisions.isPending && <Loading lines={10} label={t`Loading the versions`} />}
      {revisions.isError && (
        <ErrorState error={revisions.error} retry={() => void revisions.refetch()} />
      )}
      {revisions.data?.length === 1 && (
        <EmptyState title={t`There is one version`}>
          <Trans>
            Once the article is published anew, send its new text: every claim is looked for in it,
            and you see here what changed.
          </Trans>
        </EmptyState>
      )}
      {revisions.data !== undefined && revisions.data.length > 1 && (
        <Compared article={articleId} revisions={revisions.data} />
      )}
    </>
  )
}

function Compared({ article, revisions }: { article: number; revisions: RevisionSummary[] }) {
  const wanted = useSearch({ from: '/desk/articles/$articleId/revisions' })
  const navigate = useNavigate({ from: '/articles/$articleId/revisions' })
  const newest = revisions[0]?.number ?? 1
  const within = (number: number, least: number, most: number) =>
    Math.min(Math.max(number, least), most)
  const to = within(wanted.to ?? newest, 2, newest)
  const from = within(wanted.from ?? to - 1, 1, to - 1)
  const before = useQuery(revisionQuery(article, from))
  const after = useQuery(revisionQuery(article, to))
  return (
    <>
      <RevisionChoice
        revisions={revisions}
        from={from}
        to={to}
        onChange={(search) => void navigate({ search, replace: true })}
      />
      {(before.isPending || after.isPending) && (
        <Loading lines={10} label={t`Loading both versions`} />
      )}
      {before.isError && <ErrorState error={before.error} retry={() => void before.refetch()} />}
      {after.isError && <ErrorState error={after.error} retry={() => void after.refetch()} />}
      {before.data !== undefined && after.data !== undefined && (
        <div className={classes.page}>
          <TextDiff before={before.data.text} after={after.data.text} />
          <ClaimsWent article={article} before={before.data} after={after.data} />
        </div>
      )}
    </>
  )
}
