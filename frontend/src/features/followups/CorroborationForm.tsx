import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { Evidence, FollowUp } from '../../api/client'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { useWaitingForm } from '../outbox/useWaiting'
import { Waits } from '../outbox/Waits'
import { CORROBORATION_KINDS, listed, type CorroborationKind } from './terms'

const EMPTY = {
  kind: 'document' as CorroborationKind,
  evidence: null as number | null,
  origin: '',
  from_source: false,
  note: '',
}

interface Props {
  entry: FollowUp
  evidence: Evidence[]
  onClose: () => void
}

export function CorroborationForm({ entry, evidence, onClose }: Props) {
  const { draft, change, busy, problem, waits, onSubmit } = useWaitingForm(
    `corroboration:${entry.id}`,
    EMPTY,
    (draft) => ({ kind: 'corroboration', claim: entry.claim, body: draft }),
    () => {
      say(t`The corroboration is on record.`)
      onClose()
    },
  )
  const standing = evidence.filter(({ retracted_at }) => retracted_at === null)
  return (
    <form onSubmit={onSubmit} aria-label={t`Add a corroboration`}>
      <Stack gap="xs" mb="sm">
        {problem !== null && <Refusal title={t`Not added`}>{problem.message}</Refusal>}
        {waits && <Waits />}
        <OtherWords of={`corroboration:${entry.id}`} />
        <Select
          label={t`What bears it out`}
          data={listed(CORROBORATION_KINDS)}
          allowDeselect={false}
          value={draft.kind}
          onChange={(kind) => change({ ...draft, kind: kind ?? 'document' })}
        />
        {standing.length > 0 && (
          <Select
            label={t`Which piece of evidence`}
            placeholder={t`None of them`}
            clearable
            data={standing.map(({ id, title, url }) => ({
              value: String(id),
              label: title || url,
            }))}
            value={draft.evidence === null ? null : String(draft.evidence)}
            onChange={(id) => change({ ...draft, evidence: id === null ? null : Number(id) })}
          />
        )}
        <TextInput
          label={t`Where it comes from`}
          description={t`In a few words; two of the same origin count once.`}
          maxLength={200}
          value={draft.origin}
          onChange={(event) => change({ ...draft, origin: event.currentTarget.value })}
        />
        <Checkbox
          label={t`It goes back to the source itself`}
          checked={draft.from_source}
          onChange={(event) => change({ ...draft, from_source: event.currentTarget.checked })}
        />
        <Textarea
          label={t`What it says`}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => change({ ...draft, note: event.currentTarget.value })}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy}>
            <Trans>Add the corroboration</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
