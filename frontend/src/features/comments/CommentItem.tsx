import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { api, ApiProblem, etag, unwrap, type Comment, type Me } from '../../api/client'
import { useArrival } from '../../lib/arrival'
import { showMoment } from '../../lib/dates'
import { settleDraft } from '../../lib/drafts'
import { isFocusLost } from '../../lib/focusBack'
import { complain, offerUndo } from '../../ui/undo'
import { isEditor } from '../accounts/roles'
import { CommentEdit, editKey } from './CommentEdit'
import classes from './Comments.module.css'
import { parts } from './mentions'
import { writeComment } from './writing'

/** One comment. Who wrote it changes it; deleted, it keeps its place without its words. */
export function CommentItem({ comment, me }: { comment: Comment; me: Me | null | undefined }) {
  const [editing, setEditing] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    flushSync(() => setEditing(false))
    button.current?.focus()
  }
  const arrival = useArrival<HTMLLIElement>(`comment-${comment.id}`)
  /** One's own latest write, and the version it left. */
  const before = useRef<Promise<unknown>>(Promise.resolve())
  const left = useRef(0)
  const own = comment.author.id === me?.person.id
  const gone = comment.deleted_at !== null
  // The button that was pressed goes; the focus goes to the one that takes it back.
  const leads = useRef(false)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!leads.current) return
    leads.current = false
    if (isFocusLost()) (back.current ?? button.current)?.focus()
  }, [gone])
  const remover = comment.deleted_by?.name ?? t`somebody`
  const author = comment.author.name
  const at = showMoment(comment.at)
  const path = { params: { path: { comment_id: comment.id } } }
  const restore = () => {
    leads.current = true
    void writeComment(
      comment,
      {},
      () => unwrap(api.POST('/api/v1/comments/{comment_id}/restoration', path)),
      (error) => complain(error, t`Not restored: a comment by ${author}`),
    )
  }
  const remove = () => {
    leads.current = true
    const text = comment.text ?? ''
    const write = writeComment(
      comment,
      { text: null, deleted_at: new Date().toISOString(), deleted_by: me?.person ?? null },
      () => unwrap(api.DELETE('/api/v1/comments/{comment_id}', path)),
      (error) => complain(error, t`Not deleted: “${text}”`),
    )
    offerUndo(t`Comment deleted.`, restore, { write })
  }
  /** Shows the new words and closes the form; where the desk refuses, it is open again with them. */
  const save = async (text: string, version: number) => {
    setProblem(null)
    close()
    await writeComment(
      comment,
      // Who is mentioned where, the desk says.
      { text, mentions: [], edited_at: new Date().toISOString() },
      async () => {
        await before.current.catch(() => undefined)
        // Words that followed one's own, still on their way, were typed after these.
        const sending = unwrap(
          api.PUT('/api/v1/comments/{comment_id}', {
            params: {
              path: { comment_id: comment.id },
              header: { 'If-Match': etag(Math.max(version, left.current)) },
            },
            body: { text },
          }),
        )
        before.current = sending
        left.current = (await sending).version
        settleDraft(editKey(comment), text)
      },
      (error) => {
        const problem =
          error instanceof ApiProblem ? error : new ApiProblem(0, t`It was not saved.`)
        complain(problem, t`Not saved, but kept: your comment “${text}”`)
        setProblem(problem)
        setEditing(true)
      },
    )
  }
  if (gone)
    return (
      <li className={classes.comment} {...arrival}>
        <Group justify="space-between">
          <p className={classes.gone}>{t`Deleted by ${remover}. ${author} wrote it, ${at}.`}</p>
          {(comment.deleted_by?.id === me?.person.id || isEditor(me)) && (
            <Button ref={back} size="compact-xs" variant="subtle" onClick={restore}>
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
        <CommentEdit
          comment={comment}
          problem={problem}
          save={(text, version) => void save(text, version)}
          onClose={() => {
            setProblem(null)
            close()
          }}
        />
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
          <Button size="compact-xs" variant="subtle" onClick={remove}>
            <Trans>Delete</Trans>
          </Button>
        </Group>
      )}
    </li>
  )
}
