import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, etag, unwrap, type Comment } from '../../api/client'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { CommentField } from './CommentField'

/** Changes one's own words. What was saved in another window meanwhile is shown, not overwritten. */
export function CommentEdit({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const [text, setText, drop] = useDraft(`comment-edit:${comment.id}`, comment.text ?? '')
  const [begun] = useState(comment.version)
  const { busy, problem, send } = useSend()
  const shown = problem?.status === 412
  const now = comment.text ?? ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await send(() =>
      unwrap(
        api.PUT('/api/v1/comments/{comment_id}', {
          params: {
            path: { comment_id: comment.id },
            header: { 'If-Match': etag(shown ? comment.version : begun) },
          },
          body: { text },
        }),
      ),
    )
    if (!done) return
    drop()
    onClose()
  }
  const leave = () => {
    drop()
    onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-label={t`Change the comment`}>
      {problem !== null && (
        <Refusal title={t`Not saved`}>
          {shown
            ? t`It was changed in another window. It says now: “${now}” Saving again puts yours in its place.`
            : problem.message}
        </Refusal>
      )}
      <OtherWords of={`comment-edit:${comment.id}`} />
      <CommentField label={t`Your words`} value={text} change={setText} autoFocus />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" loading={busy} disabled={text.trim() === ''}>
          <Trans>Save the comment</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={leave}>
          <Trans>Leave it as it was</Trans>
        </Button>
      </Group>
    </form>
  )
}
