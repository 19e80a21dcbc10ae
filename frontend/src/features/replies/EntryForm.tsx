import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { api, unwrap, type ReplySought } from '../../api/client'
import { useDraftForm } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { listed, momentOf } from '../followups/terms'
import { OtherWords } from '../outbox/OtherWords'
import { byEscape } from './closing'
import { ANSWERS, CHANNELS, type Answer, type Channel, type Entry } from './words'

interface Props {
  reply: ReplySought
  kind: Entry['kind']
  onClose: () => void
}

const EMPTY = {
  channel: 'email' as Channel,
  deadline: '',
  answer: 'quote' as Answer,
  words: '',
}

/** What happened next: they were asked, they answered or did not, the answer was used. */
export function EntryForm({ reply, kind, onClose }: Props) {
  const key = `reply-${kind}:${reply.id}`
  const { draft, change, busy, problem, onSubmit } = useDraftForm(
    key,
    EMPTY,
    (draft) =>
      unwrap(
        api.POST('/api/v1/articles/{article_id}/replies/{reply_id}/entries', {
          params: { path: { article_id: reply.article, reply_id: reply.id } },
          body: bodyOf(kind, draft),
        }),
      ),
    () => {
      say(t`It is on record.`)
      onClose()
    },
  )
  const quotes = kind === 'answer' && draft.answer === 'quote'
  return (
    <form onSubmit={onSubmit} aria-label={titleOf(kind)} onKeyDown={byEscape(onClose)}>
      <Stack gap="xs" mt="xs">
        {problem !== null && <Refusal title={t`Not added`}>{problem.message}</Refusal>}
        <OtherWords of={key} />
        {kind === 'contact' && (
          <>
            <Select
              label={t`How they were asked`}
              autoFocus
              allowDeselect={false}
              data={listed(CHANNELS)}
              value={draft.channel}
              onChange={(channel) => change({ ...draft, channel: channel ?? draft.channel })}
            />
            <TextInput
              type="datetime-local"
              label={t`Asked to answer until`}
              required
              withAsterisk={false}
              value={draft.deadline}
              onChange={(event) => change({ ...draft, deadline: event.currentTarget.value })}
            />
          </>
        )}
        {kind === 'answer' && (
          <Select
            label={t`What came back`}
            autoFocus
            allowDeselect={false}
            data={listed(ANSWERS)}
            value={draft.answer}
            onChange={(answer) => change({ ...draft, answer: answer ?? draft.answer })}
          />
        )}
        {kind !== 'contact' && (
          <Textarea
            label={kind === 'use' ? t`Where it is used` : t`Their words`}
            required={kind === 'use' || quotes}
            withAsterisk={false}
            autoFocus={kind === 'use'}
            autosize
            minRows={2}
            maxLength={5000}
            value={draft.words}
            onChange={(event) => change({ ...draft, words: event.currentTarget.value })}
          />
        )}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy}>
            <Trans>Record it</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Only what belongs to that kind of entry: the desk refuses the rest. */
function bodyOf(kind: Entry['kind'], { channel, deadline, answer, words }: typeof EMPTY) {
  if (kind === 'contact') return { kind, channel, deadline: momentOf(deadline) }
  return kind === 'answer' ? { kind, answer, words } : { kind, words }
}

function titleOf(kind: Entry['kind']): string {
  if (kind === 'contact') return t`Record that they were asked`
  return kind === 'answer' ? t`Record the answer` : t`Record where it is used`
}
