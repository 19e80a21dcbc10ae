import {
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import type { FormEvent } from 'react'
import type { Evidence } from '../../api/client'
import { Refusal } from '../../ui/states'
import { useEvidenceDraft } from './useEvidenceDraft'

type Words = 'url' | 'title' | 'publisher' | 'quote' | 'note'

const NEARNESS = [
  { value: 'true', label: 'The document, data or person itself' },
  { value: 'false', label: 'Somebody’s account of it' },
]

interface Props {
  claim: number
  /** What else speaks for or against the claim. */
  others: Evidence[]
  onClose: () => void
}

export function EvidenceForm({ claim, others, onClose }: Props) {
  const { draft, change, add, busy, problem } = useEvidenceDraft(claim)
  const field = (name: Words) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ ...draft, [name]: event.currentTarget.value }),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await add()) onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Add evidence">
      <Stack gap="sm" mb="md">
        {problem !== null && <Refusal>{problem.message}</Refusal>}
        <TextInput label="Link" placeholder="https://" required autoFocus {...field('url')} />
        <SegmentedControl
          aria-label="What it does for the claim"
          value={draft.stance}
          onChange={(stance) => change({ ...draft, stance: stance })}
          data={[
            { value: 'supports', label: 'Supports' },
            { value: 'refutes', label: 'Refutes' },
            { value: 'context', label: 'Context' },
          ]}
        />
        <Textarea label="The words that matter" autosize minRows={2} {...field('quote')} />
        <Group grow>
          <TextInput label="Title" {...field('title')} />
          <TextInput label="Publisher" {...field('publisher')} />
        </Group>
        <Group grow align="flex-start">
          <Select
            label="How near it is"
            placeholder="Not said"
            clearable
            data={NEARNESS}
            value={draft.primary === null ? null : String(draft.primary)}
            onChange={(near) =>
              change({ ...draft, primary: near === null ? null : near === 'true' })
            }
          />
          {others.length > 0 && (
            <Select
              label="Same origin as"
              placeholder="An origin of its own"
              clearable
              data={others.map(({ id, title, url }) => ({
                value: String(id),
                label: title || url,
              }))}
              value={draft.common_origin_with === null ? null : String(draft.common_origin_with)}
              onChange={(id) =>
                change({ ...draft, common_origin_with: id === null ? null : Number(id) })
              }
            />
          )}
        </Group>
        <Checkbox
          label="Its own source is not named"
          checked={draft.unnamed}
          onChange={(event) => change({ ...draft, unnamed: event.currentTarget.checked })}
        />
        <Textarea label="Note for the desk" autosize minRows={1} {...field('note')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" loading={busy}>
            Add evidence
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
