import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api, unwrap } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { useDraft } from '../../lib/drafts'
import { ErrorState, PageHeader } from '../../ui/states'
import classes from './articles.module.css'
import { EMPTY_ARTICLE, LIMIT, problemOf, sizeOf, type ArticleDraft } from './draft'
import { showNumber } from '../../lib/dates'

/** Paste an article; its claims are found while you wait. What is typed survives a crash. */
export function AddArticlePage() {
  const navigate = useNavigate()
  const [draft, setDraft, dropDraft] = useDraft<ArticleDraft>('article', EMPTY_ARTICLE)
  const add = useMutation({
    mutationFn: ({ text, title, byline, section }: ArticleDraft) =>
      unwrap(
        api.POST('/api/v1/articles', {
          body: {
            text,
            title: title.trim() || null,
            byline: byline.trim(),
            section: section.trim(),
            source: 'paste',
            url: '',
          },
        }),
      ),
    onSuccess: (article) => {
      dropDraft()
      void refreshWork()
      void navigate({ to: '/articles/$articleId', params: { articleId: article.id } })
    },
  })
  const size = sizeOf(draft.text)
  const problem = problemOf(draft.text)
  const change = (field: keyof ArticleDraft) => (event: { currentTarget: { value: string } }) =>
    setDraft({ ...draft, [field]: event.currentTarget.value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null && !add.isPending) add.mutate(draft)
  }
  const clear = () => {
    dropDraft()
    setDraft(EMPTY_ARTICLE)
    add.reset()
  }

  return (
    <>
      <PageHeader title="Add an article" />
      <form onSubmit={submit} className={classes.add}>
        <div className={classes.paste}>
          <Textarea
            label="Text"
            description="Paste the article as it is to appear, captions and boxes and all: they are recognised and left out."
            value={draft.text}
            onChange={change('text')}
            autosize
            minRows={16}
            maxRows={28}
            dir="auto"
            required
            autoFocus
            error={draft.text !== '' && problem}
          />
          <p className={classes.count} data-over={size > LIMIT || undefined}>
            {showNumber(size)} of {showNumber(LIMIT)} characters
          </p>
        </div>
        <div className={classes.fields}>
          <TextInput
            label="Title"
            description="Left out, it is the first line."
            value={draft.title}
            onChange={change('title')}
            maxLength={500}
            dir="auto"
          />
          <TextInput
            label="Byline"
            value={draft.byline}
            onChange={change('byline')}
            maxLength={300}
            dir="auto"
          />
          <TextInput
            label="Section"
            value={draft.section}
            onChange={change('section')}
            maxLength={100}
            dir="auto"
          />
          {add.isPending && (
            <div className={classes.work} role="status">
              <strong>Reading the article…</strong>
              <progress className={classes.progress} aria-label="Finding claims" />
              <span>Looking for who said what. A long article takes a few seconds.</span>
            </div>
          )}
          {add.isError && <ErrorState error={add.error} />}
          <div className={classes.buttons}>
            <Button type="submit" loading={add.isPending} disabled={problem !== null}>
              Find the claims
            </Button>
            <Button
              variant="default"
              onClick={clear}
              disabled={draft === EMPTY_ARTICLE || add.isPending}
            >
              Clear
            </Button>
          </div>
          <p className={classes.count}>Kept in this browser until it is sent.</p>
        </div>
      </form>
    </>
  )
}
