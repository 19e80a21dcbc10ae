import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import type { Article } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { settleDraft, useDraft } from '../../lib/drafts'
import { ErrorState, PageHeader } from '../../ui/states'
import { useDesk } from '../accounts/desk'
import { DeskField } from '../accounts/DeskField'
import { sendFiles } from '../batches/sendFiles'
import { OtherWords } from '../outbox/OtherWords'
import { ArticleText } from './ArticleText'
import classes from './articles.module.css'
import { EMPTY_ARTICLE, problemOf, type ArticleDraft } from './draft'
import { exchangeDraft } from './exchange'
import { FromAddress } from './FromAddress'
import { IngestProgress } from './IngestProgress'
import { send, type Sending } from './sending'
import { useIngest } from './useIngest'

const KEY = 'article'

/** Paste an article; its claims are found while you wait. What is typed survives a crash. */
export function AddArticlePage() {
  const navigate = useNavigate()
  const desk = useDesk()
  const [draft, setDraft] = useDraft<ArticleDraft>(KEY, EMPTY_ARTICLE)
  const { url = '' } = useSearch({ from: '/desk/articles/new' })
  const add = useIngest(
    (what: Sending, signal) => send(what, desk, signal),
    (article: Article, what) => {
      // A file or a page is not what was typed here: that waits for its own sending.
      if ('draft' in what) settleDraft(KEY, what.draft)
      void refreshWork()
      void navigate({ to: '/articles/$articleId', params: { articleId: article.id } })
    },
  )
  const many = useIngest(
    (files: File[], signal) => sendFiles(files, desk, signal),
    (batch) => void navigate({ to: '/articles/batches/$batchId', params: { batchId: batch.id } }),
  )
  const problem = problemOf(draft.text)
  const change = (field: keyof ArticleDraft) => (event: { currentTarget: { value: string } }) =>
    setDraft({ ...draft, [field]: event.currentTarget.value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null && !add.isPending) add.mutate({ draft })
  }
  const clear = () => {
    exchangeDraft(KEY, () => null, t`What you typed is cleared.`)
    add.reset()
  }

  return (
    <>
      <PageHeader title={t`Add an article`} />
      <form onSubmit={submit} className={classes.add}>
        <ArticleText
          description={t`Paste the article as it is to appear, captions and boxes and all: they are recognised and left out.`}
          text={draft.text}
          onChange={(text) => setDraft({ ...draft, text })}
          onRead={(text) =>
            exchangeDraft<ArticleDraft>(
              KEY,
              (now) => ({ ...(now ?? draft), text }),
              t`The text is the file’s now.`,
            )
          }
          onFile={(file) => add.mutate({ file })}
          onFiles={(files) => many.mutate(files)}
        />
        <div className={classes.fields}>
          <OtherWords of={KEY} />
          <DeskField />
          <TextInput
            label={t`Title`}
            description={t`Left out, it is the first line.`}
            value={draft.title}
            onChange={change('title')}
            maxLength={500}
            dir="auto"
          />
          <TextInput
            label={t`Byline`}
            value={draft.byline}
            onChange={change('byline')}
            maxLength={300}
            dir="auto"
          />
          <TextInput
            label={t`Section`}
            value={draft.section}
            onChange={change('section')}
            maxLength={100}
            dir="auto"
          />
          <IngestProgress
            running={add.isPending}
            stopped={add.stopped}
            error={add.error}
            onCancel={add.cancel}
          />
          {many.isPending && (
            <p role="status" className={classes.work}>
              <Trans>Sending the files…</Trans>
            </p>
          )}
          {many.isError && <ErrorState error={many.error} />}
          <div className={classes.buttons}>
            <Button type="submit" loading={add.isPending} disabled={problem !== null}>
              <Trans>Find the claims</Trans>
            </Button>
            <Button
              variant="default"
              onClick={clear}
              disabled={draft === EMPTY_ARTICLE || add.isPending}
            >
              <Trans>Clear</Trans>
            </Button>
          </div>
          <p className={classes.count}>
            <Trans>Kept in this browser until it is sent.</Trans>
          </p>
        </div>
      </form>
      <FromAddress
        key={url}
        address={url}
        busy={add.isPending}
        onFetch={(address) => add.mutate({ address })}
      />
    </>
  )
}
