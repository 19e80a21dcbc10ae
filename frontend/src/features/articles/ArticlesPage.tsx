import { Button } from '@mantine/core'
import { IconEyeOff, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ArticleSummary } from '../../api/client'
import { articlesQuery } from '../../api/queries'
import { showDistance, showMoment } from '../../lib/dates'
import { ButtonLink } from '../../ui/ButtonLink'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import classes from './articles.module.css'

const AddLink = () => (
  <ButtonLink to="/articles/new" leftSection={<IconPlus size={16} aria-hidden />}>
    Add an article
  </ButtonLink>
)

/** Everything on the desk, newest first. */
export function ArticlesPage() {
  const list = useInfiniteQuery(articlesQuery)
  const articles = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader title="Articles" />
      {list.isPending && <Loading lines={8} label="Loading articles" />}
      {list.isError && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && articles.length === 0 && (
        <EmptyState title="No articles yet">
          <p>Paste one and claimdesk marks who is said to have said what, and who goes unnamed.</p>
          <AddLink />
        </EmptyState>
      )}
      {articles.length > 0 && (
        <ol className={classes.list}>
          {articles.map((article) => (
            <ArticleRow key={article.id} article={article} />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show older articles
          </Button>
        </div>
      )}
    </>
  )
}

function ArticleRow({ article }: { article: ArticleSummary }) {
  const { total, unnamed, open, published } = article.claim_counts
  const closed = total - open
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <p className={classes.kicker}>
          {article.section !== '' && <span className={classes.section}>{article.section}</span>}
          <time dateTime={article.created_at} title={showMoment(article.created_at)}>
            {showDistance(article.created_at)}
          </time>
          {article.revision > 1 && <span>revision {article.revision}</span>}
        </p>
        <h2 className={classes.headline} dir="auto">
          <Link to="/articles/$articleId" params={{ articleId: article.id }}>
            {article.title}
          </Link>
        </h2>
        {article.byline !== '' && <p className={classes.byline}>{article.byline}</p>}
      </div>
      <div className={classes.tally}>
        <p>
          <strong>{total}</strong> {total === 1 ? 'claim' : 'claims'}
          {unnamed > 0 && (
            <span className={classes.unnamed}>
              <IconEyeOff size={14} aria-hidden /> {unnamed} unnamed
            </span>
          )}
        </p>
        <progress
          className={classes.progress}
          max={Math.max(total, 1)}
          value={closed}
          aria-label={`${closed} of ${total} claims done`}
        />
        <p className={classes.small}>
          {open === 0 && total > 0 ? 'nothing left to check' : `${open} to check`} · {published}{' '}
          published
        </p>
        {published > 0 && (
          <Link
            className={classes.small}
            to="/articles/$articleId/report"
            params={{ articleId: article.id }}
          >
            Verdict report
          </Link>
        )}
      </div>
    </li>
  )
}
