import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, type FormEvent } from 'react'
import { api, ApiProblem, etag, unwrap, type Article } from '../../api/client'
import { articleQuery, refreshWork } from '../../api/queries'
import { useDraft } from '../../lib/drafts'
import { ButtonLink } from '../../ui/ButtonLink'
import { ErrorState, Loading, PageHeader, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { ArticleText } from './ArticleText'
import classes from './articles.module.css'
import { problemOf } from './draft'
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

function NewVersion({ article }: { article: Article }) {
  const navigate = useNavigate()
  const { id, revision, title } = article
  const initial = useMemo(() => ({ text: article.text, on: revision }), [article.text, revision])
  const [draft, setDraft, dropDraft] = useDraft(`version-${id}`, initial)
  const params = { articleId: id }
  const send = useIngest(
    ({ text, on }: typeof draft, signal) =>
      unwrap(
        api.POST('/api/v1/articles/{article_id}/revisions', {
          signal,
          params: { path: { article_id: id }, header: { 'If-Match': etag(on) } },
          body: { text },
        }),
      ),
    ({ number }) => {
      dropDraft()
      void refreshWork()
      if (number === draft.on) say(t`The text is the one the article has already.`)
      void navigate({ to: '/articles/$articleId/revisions', params })
    },
  )
  const problem = problemOf(draft.text)
  const unchanged = draft.text === article.text
  const stale = send.error instanceof ApiProblem && send.error.status === 412
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
        />
        <div className={classes.fields}>
          <OtherWords of={`version-${id}`} />
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
                setDraft(initial)
                dropDraft()
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
