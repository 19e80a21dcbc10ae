import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { api, unwrap } from '../../api/client'
import { useDraftForm } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { listed, momentOf } from '../followups/terms'
import { OtherWords } from '../outbox/OtherWords'
import { byEscape } from './closing'
import { CHANNELS, type Channel } from './words'

interface Props {
  claim: number
  article: number
  onClose: () => void
}

const EMPTY = {
  subject: '',
  concern: '',
  channel: null as Channel | null,
  deadline: '',
  whole: false,
}

/** Notes who is to be heard, on what, and how and until when they were asked, if they were. */
export function AskForReply({ claim, article, onClose }: Props) {
  const key = `reply:${claim}`
  const { draft, change, busy, problem, onSubmit } = useDraftForm(
    key,
    EMPTY,
    ({ whole, deadline, ...known }) =>
      unwrap(
        api.POST('/api/v1/articles/{article_id}/replies', {
          params: { path: { article_id: article } },
          body: {
            ...known,
            claim: whole ? null : claim,
            deadline: known.channel === null ? null : momentOf(deadline),
          },
        }),
      ),
    () => {
      say(t`It is on record who is to be heard.`)
      onClose()
    },
  )
  return (
    <form onSubmit={onSubmit} aria-label={t`Add somebody to hear`} onKeyDown={byEscape(onClose)}>
      <Stack gap="xs" mb="sm">
        {problem !== null && <Refusal title={t`Not added`}>{problem.message}</Refusal>}
        <OtherWords of={key} />
        <TextInput
          label={t`Who is to be heard`}
          description={t`A named person or body. An unnamed source belongs in the follow-up.`}
          required
          withAsterisk={false}
          autoFocus
          maxLength={300}
          value={draft.subject}
          onChange={(event) => change({ ...draft, subject: event.currentTarget.value })}
        />
        <Textarea
          label={t`What is put to them`}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.concern}
          onChange={(event) => change({ ...draft, concern: event.currentTarget.value })}
        />
        <Select
          label={t`How they were asked`}
          placeholder={t`Not asked yet`}
          clearable
          clearButtonProps={{ 'aria-label': t`Not asked yet` }}
          data={listed(CHANNELS)}
          value={draft.channel}
          onChange={(channel) => change({ ...draft, channel })}
        />
        {draft.channel !== null && (
          <TextInput
            type="datetime-local"
            label={t`Asked to answer until`}
            required
            withAsterisk={false}
            value={draft.deadline}
            onChange={(event) => change({ ...draft, deadline: event.currentTarget.value })}
          />
        )}
        <Checkbox
          label={t`It is about the whole article`}
          checked={draft.whole}
          onChange={(event) => change({ ...draft, whole: event.currentTarget.checked })}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy} disabled={draft.subject.trim() === ''}>
            <Trans>Add</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
