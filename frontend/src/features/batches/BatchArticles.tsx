import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorState, Loading } from '../../ui/states'
import classes from './batches.module.css'
import { batchArticlesQuery } from './queries'
import { OUTCOMES } from './words'

/** The articles that came with a batch so far, each with what became of it. */
export function BatchArticles({ id, done }: { id: number; done: boolean }) {
  const { i18n } = useLingui()
  const found = useInfiniteQuery(batchArticlesQuery(id))
  const articles = found.data?.pages.flatMap(({ items }) => items)
  return (
    <section className="panel" aria-labelledby="batch-articles">
      <h2 id="batch-articles">
        <Trans>Articles</Trans>
      </h2>
      {found.isPending && <Loading lines={4} label={t`Loading articles`} />}
      {found.isError && articles === undefined && (
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      )}
      {articles?.length === 0 && (
        <p className={classes.hint}>
          {done ? t`No article came with this batch.` : t`No article yet.`}
        </p>
      )}
      {articles !== undefined && articles.length > 0 && (
        <ol className={classes.list}>
          {articles.map(({ article, title, outcome }) => (
            <li key={article}>
              <Link to="/articles/$articleId" params={{ articleId: article }} dir="auto">
                {title}
              </Link>
              <span className={classes.outcome}>{i18n._(OUTCOMES[outcome])}</span>
            </li>
          ))}
        </ol>
      )}
      {found.hasNextPage && (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          <Trans>Show more articles</Trans>
        </Button>
      )}
    </section>
  )
}
