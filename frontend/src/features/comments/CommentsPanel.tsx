import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sessionQuery } from '../../api/queries'
import { soughtId } from '../../lib/arrival'
import { ErrorState, Loading } from '../../ui/states'
import { CommentForm } from './CommentForm'
import { CommentItem } from './CommentItem'
import classes from './Comments.module.css'
import { commentsQuery, type About } from './queries'
import { WatchButton } from './WatchButton'

/** What the desk says to each other about a claim or an article. Never published. */
export function CommentsPanel(about: About) {
  const { data: me } = useQuery(sessionQuery)
  const found = useInfiniteQuery(commentsQuery(about))
  const comments = found.data?.pages.flatMap((page) => page.items) ?? []
  // A notice may lead to a comment far down.
  const sought = soughtId()
  const further =
    sought?.startsWith('comment-') === true &&
    !comments.some(({ id }) => sought === `comment-${id}`) &&
    found.hasNextPage &&
    !found.isFetching
  const { fetchNextPage } = found
  useEffect(() => {
    if (further) void fetchNextPage()
  }, [further, fetchNextPage])
  return (
    <section aria-labelledby="comments-title" className="panel">
      <Group justify="space-between" mb="xs">
        <h2 id="comments-title">
          <Trans>Comments</Trans>
        </h2>
        <WatchButton {...about} />
      </Group>
      {found.isPending && <Loading lines={3} label={t`Loading the comments`} />}
      {found.isError && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && comments.length === 0 && (
        <Text c="var(--muted)" mb="sm">
          <Trans>Nothing said yet. Comments stay on the desk and are never published.</Trans>
        </Text>
      )}
      <ol className={classes.list}>
        {comments.map((comment) => (
          <CommentItem key={comment.id} comment={comment} me={me} />
        ))}
      </ol>
      {found.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          mb="sm"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          <Trans>Show later ones</Trans>
        </Button>
      )}
      <CommentForm {...about} />
    </section>
  )
}
