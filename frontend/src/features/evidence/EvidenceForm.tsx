import { Button, Group, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Stance } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { useDraft } from '../../lib/drafts'
import { Refusal } from '../../ui/states'

const EMPTY = {
  url: '',
  title: '',
  publisher: '',
  quote: '',
  note: '',
  stance: 'supports' as Stance,
}

export function EvidenceForm({ claim, onClose }: { claim: number; onClose: () => void }) {
  const [draft, change, drop] = useDraft(`evidence:${claim}`, EMPTY)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = (name: keyof typeof EMPTY) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ ...draft, [name]: event.currentTarget.value }),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await unwrap(
        api.POST('/api/v1/claims/{claim_id}/evidence', {
          params: { path: { claim_id: claim } },
          body: draft,
        }),
      )
      drop()
      change(EMPTY)
      drop()
      onClose()
      await refreshWork()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'It was not added.')
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Add evidence">
      <Stack gap="sm" mb="md">
        {problem !== null && <Refusal>{problem}</Refusal>}
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
