import { Button, Group } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, etag, unwrap, type Comment } from '../../api/client'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { CommentField } from './CommentField'

/** Changes one's own words. What was saved in another window meanwhile is shown, not overwritten. */
export function CommentEdit({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const [text, setText, drop] = useDraft(`comment-edit:${comment.id}`, comment.text ?? '')
  const [begun] = useState(comment.version)
  const { busy, problem, send } = useSend()
  const shown = problem?.status === 412
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
    <form onSubmit={(event) => void submit(event)} aria-label="Change the comment">
      {problem !== null && (
        <Refusal title="Not saved">
          {shown
            ? `It was changed in another window. It says now: “${comment.text ?? ''}” Saving again puts yours in its place.`
            : problem.message}
        </Refusal>
      )}
      <CommentField label="Your words" value={text} change={setText} autoFocus />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" loading={busy} disabled={text.trim() === ''}>
          Save the comment
        </Button>
        <Button size="xs" variant="default" onClick={leave}>
          Leave it as it was
        </Button>
      </Group>
    </form>
  )
}
