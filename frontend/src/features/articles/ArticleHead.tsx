import { Title } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import type { Article } from '../../api/client'
import { usePageTitle } from '../../lib/pageTitle'
import { showMoment } from '../../lib/dates'
import { ButtonLink } from '../../ui/ButtonLink'
import classes from './article.module.css'

/** Headline, byline and what the desk has done with it so far. */
export function ArticleHead({ article }: { article: Article }) {
  usePageTitle(article.title)
  const { total, unnamed, open, published } = article.claim_counts
  return (
    <header className={classes.head}>
      {article.section !== '' && <p className={classes.section}>{article.section}</p>}
      <Title order={1} id="page-title" tabIndex={-1} className={classes.headline} dir="auto">
        {article.title}
      </Title>
      <p className={classes.byline}>
        {article.byline !== '' && <span dir="auto">{article.byline}</span>}
        <span>
          added <time dateTime={article.created_at}>{showMoment(article.created_at)}</time> by{' '}
          {article.created_by}
        </span>
        {article.revision > 1 && <span>revision {article.revision}</span>}
        {article.url !== '' && (
          <a href={article.url} rel="noreferrer" target="_blank">
            original
          </a>
        )}
      </p>
      <div className={classes.facts}>
        <p>
          <strong>{total}</strong> {total === 1 ? 'claim' : 'claims'}, <strong>{unnamed}</strong>{' '}
          from unnamed sources, <strong>{open}</strong> to check, <strong>{published}</strong>{' '}
          published
        </p>
        <ButtonLink
          to="/articles/$articleId/report"
          params={{ articleId: article.id }}
          variant="default"
          size="xs"
          leftSection={<IconFileText size={14} aria-hidden />}
        >
          Verdict report
        </ButtonLink>
      </div>
    </header>
  )
}
