import { Button, Group, Modal, NativeSelect, Stack, TagsInput, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { DismissKind } from '../../api/client'
import { useAssignee } from './assignee'
import type { Bulk } from './bulk'

interface Props {
  /** "3 claims", "all 40 claims of the queue". */
  what: string
  bulk: Bulk
  onClose: () => void
  /** The refusal of the desk, which the dialog keeps beside what was typed. */
  refusal: ReactNode
}

interface FrameProps extends Props {
  title: string
  label: string
  ready: boolean
  submit: () => Promise<void>
  children?: ReactNode
}

function Frame({ title, label, ready, submit, bulk, onClose, refusal, children }: FrameProps) {
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={onSubmit}>
        <Stack>
          {refusal}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={bulk.busy}
              disabled={!ready}
              data-autofocus={children === undefined || undefined}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Asks once more before something is done to very many claims. */
export function ConfirmMany({
  label,
  submit,
  ...props
}: Props & { label: string; submit: () => Promise<void> }) {
  return <Frame {...props} title={`${label}: ${props.what}?`} label={label} ready submit={submit} />
}

const KINDS: readonly { value: DismissKind; label: string }[] = [
  { value: 'opinion', label: 'An opinion, not a fact' },
  { value: 'prediction', label: 'A prediction' },
  { value: 'not_checkable', label: 'Cannot be checked' },
  { value: 'trivial', label: 'Not worth a check' },
  { value: 'duplicate', label: 'Checked already' },
  { value: 'out_of_scope', label: 'Not for this desk' },
  { value: 'not_a_claim', label: 'Not a claim: the machine was wrong' },
  { value: 'other', label: 'Something else' },
]

export function DismissMany(props: Props) {
  const [kind, setKind] = useState<DismissKind>('opinion')
  const [reason, setReason] = useState('')
  const usual = KINDS.find(({ value }) => value === kind)?.label ?? ''
  const needsWords = kind === 'other'
  const why = reason.trim() === '' && !needsWords ? usual : reason.trim()
  return (
    <Frame
      {...props}
      title={`Dismiss ${props.what}`}
      label="Dismiss"
      ready={why !== ''}
      submit={() => props.bulk.run({ action: 'dismiss', kind, reason: why }, 'dismissed')}
    >
      <NativeSelect
        label="Why do they need no check?"
        data={[...KINDS]}
        value={kind}
        onChange={(event) => {
          const wanted = KINDS.find(({ value }) => value === event.currentTarget.value)
          if (wanted !== undefined) setKind(wanted.value)
        }}
        data-autofocus
      />
      <Textarea
        label={needsWords ? 'In your words' : 'In your words (may be left out)'}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={2}
      />
    </Frame>
  )
}

export function AssignMany(props: Props) {
  const { chosen, due, fields } = useAssignee()
  const submit = async () => {
    if (chosen === null) return
    const what = { action: 'assign', assignee: chosen.id, due } as const
    await props.bulk.run(what, `assigned to ${chosen.name}`)
  }
  return (
    <Frame
      {...props}
      title={`Assign ${props.what}`}
      label="Assign"
      ready={chosen !== null}
      submit={submit}
    >
      {fields}
    </Frame>
  )
}

export function TagMany({ known, borne, ...props }: Props & { known: string[]; borne: string[] }) {
  const [add, setAdd] = useState<string[]>([])
  const [take, setTake] = useState<string[]>([])
  return (
    <Frame
      {...props}
      title={`Tag ${props.what}`}
      label="Tag"
      ready={add.length + take.length > 0}
      submit={() =>
        props.bulk.run(
          { action: 'label', tag: add, untag: take },
          add.length > 0 ? `tagged ${add.join(', ')}` : `no longer tagged ${take.join(', ')}`,
        )
      }
    >
      <TagsInput
        label="Add"
        description="Enter or a comma ends a tag."
        data={known}
        value={add}
        onChange={(tags) => setAdd(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))}
        maxTags={20}
        maxLength={40}
        acceptValueOnBlur
        data-autofocus
      />
      <TagsInput
        label="Take away"
        data={borne}
        value={take}
        onChange={setTake}
        maxTags={20}
        maxLength={40}
        acceptValueOnBlur
      />
    </Frame>
  )
}
