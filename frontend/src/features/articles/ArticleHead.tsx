import { Plural, Trans } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import { IconAlertTriangle, IconFileText, IconHistory } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Article } from '../../api/client'
import { usePageTitle } from '../../lib/pageTitle'
import { showMoment } from '../../lib/dates'
import { ButtonLink } from '../../ui/ButtonLink'
import classes from './article.module.css'
import { ClaimsTotal } from './ClaimsTotal'
import { HeldBack } from './HeldBack'

/** Headline, byline and what the desk has done with it so far. */
export function ArticleHead({ article }: { article: Article }) {
  usePageTitle(article.title)
  const { revision, created_by: by } = article
  const { total, unnamed, open, published, orphaned } = article.claim_counts
  const when = showMoment(article.created_at)
  const params = { articleId: article.id }
  return (
    <header className={classes.head}>
      {article.section !== '' && <p className={classes.section}>{article.section}</p>}
      <Title order={1} id="page-title" tabIndex={-1} className={classes.headline} dir="auto">
        {article.title}
      </Title>
      <p className={classes.byline}>
        {article.byline !== '' && <span dir="auto">{article.byline}</span>}
        <span>
          <Trans>
            added <time dateTime={article.created_at}>{when}</time> by {by}
          </Trans>
        </span>
        {article.url !== '' && (
          <a href={article.url} rel="noreferrer" target="_blank">
            <Trans>original</Trans>
          </a>
        )}
      </p>
      <HeldBack article={article} />
      <div className={classes.facts}>
        <p>
          <ClaimsTotal total={total} />,{' '}
          <Trans>
            <strong>{unnamed}</strong> from unnamed sources, <strong>{open}</strong> to check,{' '}
            <strong>{published}</strong> published
          </Trans>
        </p>
        <div className={classes.actions}>
          <ButtonLink
            to="/articles/$articleId/revisions"
            params={params}
            variant="default"
            size="xs"
            leftSection={<IconHistory size={14} aria-hidden />}
          >
            <Plural value={revision} one="# version" other="# versions" />
          </ButtonLink>
          <ButtonLink
            to="/articles/$articleId/report"
            params={params}
            variant="default"
            size="xs"
            leftSection={<IconFileText size={14} aria-hidden />}
          >
            <Trans>Verdict report</Trans>
          </ButtonLink>
        </div>
      </div>
      {orphaned > 0 && (
        <p className={classes.orphaned}>
          <IconAlertTriangle size={16} aria-hidden />
          <Link to="/articles/$articleId/revisions" params={params}>
            <Plural
              value={orphaned}
              one="# claim of an earlier version has no certain place in this one"
              other="# claims of earlier versions have no certain place in this one"
            />
          </Link>
        </p>
      )}
    </header>
  )
}
