import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { api, unwrap, type Comment, type Me } from '../../api/client'
import { queryClient } from '../../api/queries'
import { useArrival } from '../../lib/arrival'
import { showMoment } from '../../lib/dates'
import { complain, offerUndo } from '../../ui/undo'
import { isEditor } from '../accounts/roles'
import { CommentEdit } from './CommentEdit'
import classes from './Comments.module.css'
import { parts } from './mentions'

async function change(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    complain(error)
    return false
  } finally {
    await queryClient.invalidateQueries({ queryKey: ['comments'] })
  }
}

/** One comment. Who wrote it changes it; deleted, it keeps its place without its words. */
export function CommentItem({ comment, me }: { comment: Comment; me: Me | null | undefined }) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    flushSync(() => setEditing(false))
    button.current?.focus()
  }
  const arrival = useArrival<HTMLLIElement>(`comment-${comment.id}`)
  const own = comment.author.id === me?.person.id
  const gone = comment.deleted_at !== null
  const remover = comment.deleted_by?.name ?? t`somebody`
  const author = comment.author.name
  const at = showMoment(comment.at)
  const path = { params: { path: { comment_id: comment.id } } }
  const restore = () =>
    void change(() => unwrap(api.POST('/api/v1/comments/{comment_id}/restoration', path)))
  const remove = async () => {
    const done = await change(() => unwrap(api.DELETE('/api/v1/comments/{comment_id}', path)))
    if (done) offerUndo(t`Comment deleted.`, restore)
  }
  if (gone)
    return (
      <li className={classes.comment} {...arrival}>
        <Group justify="space-between">
          <p className={classes.gone}>{t`Deleted by ${remover}. ${author} wrote it, ${at}.`}</p>
          {(comment.deleted_by?.id === me?.person.id || isEditor(me)) && (
            <Button size="compact-xs" variant="subtle" onClick={restore}>
              <Trans>Restore</Trans>
            </Button>
          )}
        </Group>
      </li>
    )
  return (
    <li className={classes.comment} {...arrival}>
      <p className={classes.by}>
        <strong>{comment.author.name}</strong>{' '}
        <time dateTime={comment.at}>{showMoment(comment.at)}</time>
        {comment.edited_at !== null && (
          <span title={showMoment(comment.edited_at)}>
            {' '}
            <Trans>· edited</Trans>
          </span>
        )}
      </p>
      {editing ? (
        <CommentEdit comment={comment} onClose={close} />
      ) : (
        <p className={classes.text} dir="auto">
          {parts(comment).map(({ text, name }, i) =>
            name === null ? (
              <span key={i}>{text}</span>
            ) : (
              <span key={i} className={classes.mention} title={name}>
                {text}
              </span>
            ),
          )}
        </p>
      )}
      {!editing && (own || isEditor(me)) && (
        <Group gap={4} mt={4}>
          {own && (
            <Button
              ref={button}
              size="compact-xs"
              variant="subtle"
              onClick={() => setEditing(true)}
            >
              <Trans>Edit</Trans>
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" onClick={() => void remove()}>
            <Trans>Delete</Trans>
          </Button>
        </Group>
      )}
    </li>
  )
}
