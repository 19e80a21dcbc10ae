import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import type { FormEvent } from 'react'
import { api, unwrap } from '../../api/client'
import { strokeOf } from '../../app/combos'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { CommentField } from './CommentField'
import type { About } from './queries'

/** Says something about a claim or an article. Kept in this browser until the desk has it. */
export function CommentForm({ autoFocus, ...about }: About & { autoFocus?: boolean }) {
  const [text, setText, drop] = useDraft(
    about.claim === undefined ? `comment:article:${about.article}` : `comment:${about.claim}`,
    '',
  )
  const { busy, problem, send } = useSend()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    const done = await send(() =>
      unwrap(
        about.claim === undefined
          ? api.POST('/api/v1/articles/{article_id}/comments', {
              params: { path: { article_id: about.article } },
              body: { text },
            })
          : api.POST('/api/v1/claims/{claim_id}/comments', {
              params: { path: { claim_id: about.claim } },
              body: { text },
            }),
      ),
    )
    if (!done) return
    setText('')
    drop()
  }
  return (
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (strokeOf(event.nativeEvent) === 'mod+Enter') event.currentTarget.requestSubmit()
      }}
      aria-label={t`Add a comment`}
    >
      {problem !== null && <Refusal title={t`Not said`}>{problem.message}</Refusal>}
      <CommentField
        label={t`Your comment`}
        value={text}
        change={setText}
        autoFocus={autoFocus ?? false}
      />
      <Group justify="flex-end" mt="xs">
        <Button type="submit" size="xs" loading={busy} disabled={text.trim() === ''}>
          <Trans>Comment</Trans>
        </Button>
      </Group>
    </form>
  )
}
