import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { ApiProblem, Comment } from '../../api/client'
import { useDraft } from '../../lib/drafts'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { CommentField } from './CommentField'

export const editKey = ({ id }: Pick<Comment, 'id'>) => `comment-edit:${id}`

interface Props {
  comment: Comment
  /** Why the desk did not take what was typed. */
  problem: ApiProblem | null
  /** `version`: that of the comment which was in view. */
  save: (text: string, version: number) => void
  onClose: () => void
}

/** Changes one's own words. What was saved in another window meanwhile is shown, not overwritten. */
export function CommentEdit({ comment, problem, save, onClose }: Props) {
  const key = editKey(comment)
  const [text, setText, drop] = useDraft(key, comment.text ?? '')
  const [begun] = useState(comment.version)
  const shown = problem?.status === 412
  const now = comment.text ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(text, shown ? comment.version : begun)
  }
  const leave = () => {
    drop()
    onClose()
  }
  return (
    <form onSubmit={submit} aria-label={t`Change the comment`}>
      {problem !== null && (
        <Refusal title={t`Not saved`}>
          {shown
            ? t`It was changed in another window. It says now: “${now}” Saving again puts yours in its place.`
            : problem.message}
        </Refusal>
      )}
      <OtherWords of={key} />
      <CommentField
        label={t`Your words`}
        value={text}
        change={setText}
        autoFocus={problem === null}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" disabled={text.trim() === ''}>
          <Trans>Save the comment</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={leave}>
          <Trans>Leave it as it was</Trans>
        </Button>
      </Group>
    </form>
  )
}
