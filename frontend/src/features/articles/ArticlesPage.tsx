import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ButtonLink } from '../../ui/ButtonLink'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { RunningBatches } from '../batches/RunningBatches'
import { ArticleRow } from './ArticleRow'
import classes from './articles.module.css'
import { ArticlesFilter } from './ArticlesFilter'
import type { ArticlesWanted } from './filter'
import { articleListQuery } from './queries'

const AddLink = () => (
  <ButtonLink to="/articles/new" leftSection={<IconPlus size={16} aria-hidden />}>
    <Trans>Add an article</Trans>
  </ButtonLink>
)

/** Everything on the desk, newest first unless somebody wants it otherwise. */
export function ArticlesPage() {
  const wanted = useSearch({ from: '/desk/articles' })
  const navigate = useNavigate()
  const list = useInfiniteQuery(articleListQuery(wanted))
  const articles = list.data?.pages.flatMap((page) => page.items) ?? []
  const narrowed = wanted.text !== undefined || wanted.show !== undefined
  const look = (search: ArticlesWanted) => void navigate({ to: '/articles', search, replace: true })
  const count = articles.length
  return (
    <>
      <PageHeader title={t`Articles`}>
        <Link to="/articles/batches">
          <Trans>Batches</Trans>
        </Link>
      </PageHeader>
      <RunningBatches />
      <ArticlesFilter wanted={wanted} onChange={look} />
      <p role="status" className="unseen">
        {list.isSuccess && plural(count, { one: '# article shown', other: '# articles shown' })}
      </p>
      {list.isPending && <Loading lines={8} label={t`Loading articles`} />}
      {list.isError && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && count === 0 && !narrowed && (
        <EmptyState title={t`No articles yet`}>
          <p>
            <Trans>
              Paste one and claimdesk marks who is said to have said what, and who goes unnamed.
            </Trans>
          </p>
          <AddLink />
        </EmptyState>
      )}
      {list.isSuccess && count === 0 && narrowed && (
        <EmptyState title={t`No article fits`}>
          <p>
            <Trans>
              Titles, bylines and sections are looked through here. The search page looks in texts,
              too.
            </Trans>
          </p>
          <Button variant="default" onClick={() => look({})}>
            <Trans>Show all articles</Trans>
          </Button>
        </EmptyState>
      )}
      {count > 0 && (
        <ol className={classes.list} aria-busy={list.isPlaceholderData}>
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
            <Trans>Show more articles</Trans>
          </Button>
        </div>
      )}
    </>
  )
}
