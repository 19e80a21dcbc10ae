import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, type FormEvent } from 'react'
import { api, ApiProblem, etag, unwrap, type Article } from '../../api/client'
import { articleQuery, queryClient, refreshWork } from '../../api/queries'
import { settleDraft, useFollowingDraft } from '../../lib/drafts'
import { ButtonLink } from '../../ui/ButtonLink'
import { ErrorState, Loading, PageHeader, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { ArticleText } from './ArticleText'
import classes from './articles.module.css'
import { problemOf } from './draft'
import { exchangeDraft } from './exchange'
import { IngestProgress } from './IngestProgress'
import { useIngest } from './useIngest'

/** A new text of an article; its claims are looked for in it. */
export function NewVersionPage() {
  const { articleId } = useParams({ from: '/desk/articles/$articleId/revise' })
  const article = useQuery(articleQuery(articleId))
  if (article.isPending) return <Loading lines={10} label={t`Loading the article`} />
  if (article.data === undefined)
    return (
      <>
        <PageHeader title={t`This article cannot be shown`} />
        <ErrorState error={article.error} retry={() => void article.refetch()} />
      </>
    )
  return <NewVersion article={article.data} />
}

const isStale = (error: unknown) => error instanceof ApiProblem && error.status === 412

interface Version {
  text: string
  /** The number of the version that it was made from. */
  on: number
}

/** Where a colleague was faster, theirs is read before it is said: what is sent next goes after it. */
async function sendVersion(article: number, { text, on }: Version, signal: AbortSignal) {
  try {
    return await unwrap(
      api.POST('/api/v1/articles/{article_id}/revisions', {
        signal,
        params: { path: { article_id: article }, header: { 'If-Match': etag(on) } },
        body: { text },
      }),
    )
  } catch (error) {
    if (isStale(error)) await queryClient.invalidateQueries(articleQuery(article))
    throw error
  }
}

function NewVersion({ article }: { article: Article }) {
  const navigate = useNavigate()
  const { id, revision, title } = article
  const initial = useMemo(() => ({ text: article.text, on: revision }), [article.text, revision])
  const key = `version-${id}`
  // A text in which nothing was typed is the article's own, and goes on with it.
  const [draft, setDraft] = useFollowingDraft(key, initial, ({ on }) => on < revision)
  const params = { articleId: id }
  const send = useIngest(
    (version: typeof draft, signal) => sendVersion(id, version, signal),
    ({ number }, sent) => {
      settleDraft(key, sent, { rebase: (since) => ({ ...since, on: number }) })
      void refreshWork()
      if (number === sent.on) say(t`The text is the one the article has already.`)
      void navigate({ to: '/articles/$articleId/revisions', params })
    },
  )
  const problem = problemOf(draft.text)
  const unchanged = draft.text === article.text
  const stale = isStale(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null && !unchanged && !send.isPending) send.mutate(draft)
  }
  const onTop = () => {
    const now = { ...draft, on: revision }
    setDraft(now)
    send.mutate(now)
  }
  return (
    <>
      <PageHeader title={t`A new version`} />
      <p className={classes.of} dir="auto">
        <Link to="/articles/$articleId" params={params}>
          {title}
        </Link>
      </p>
      <form onSubmit={submit} className={classes.add}>
        <ArticleText
          description={t`The whole text as it is now. Claims whose words changed go back to review; their published ratings are marked as stale.`}
          text={draft.text}
          onChange={(text) => setDraft({ ...draft, text })}
          onRead={(text) =>
            exchangeDraft<typeof draft>(
              key,
              (now) => ({ ...(now ?? draft), text }),
              t`The text is the file’s now.`,
            )
          }
        />
        <div className={classes.fields}>
          <OtherWords of={key} />
          {stale ? (
            <Refusal title={t`A colleague sent version ${revision} meanwhile`}>
              <p>
                <Trans>
                  Look at what changed. If your text has it, send yours as the version after it.
                </Trans>
              </p>
              <div className={classes.buttons}>
                <ButtonLink
                  to="/articles/$articleId/revisions"
                  params={params}
                  size="xs"
                  variant="default"
                >
                  <Trans>See what changed</Trans>
                </ButtonLink>
                <Button size="xs" variant="default" onClick={onTop}>
                  <Trans>Send mine after it</Trans>
                </Button>
              </div>
            </Refusal>
          ) : (
            <IngestProgress
              running={send.isPending}
              stopped={send.stopped}
              error={send.error}
              onCancel={send.cancel}
            />
          )}
          <div className={classes.buttons}>
            <Button type="submit" loading={send.isPending} disabled={problem !== null || unchanged}>
              <Trans>Send the new version</Trans>
            </Button>
            <Button
              variant="default"
              disabled={unchanged || send.isPending}
              onClick={() => {
                exchangeDraft(key, () => null, t`The text is the article’s own again.`)
                send.reset()
              }}
            >
              <Trans>Back to the current text</Trans>
            </Button>
          </div>
          <p className={classes.count}>
            <Trans>Kept in this browser until it is sent.</Trans>
          </p>
        </div>
      </form>
    </>
  )
}
