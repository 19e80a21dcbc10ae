import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, NativeSelect, Stack, TagsInput, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { DismissKind } from '../../api/client'
import { settleDraft, useDraft } from '../../lib/drafts'
import { useFocusBack } from '../../lib/focusBack'
import { OtherWords } from '../outbox/OtherWords'
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
  submit: () => Promise<unknown>
  children?: ReactNode
}

function Frame({ title, label, ready, submit, bulk, onClose, refusal, children }: FrameProps) {
  useFocusBack()
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
              <Trans>Cancel</Trans>
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
}: Props & { label: string; submit: () => Promise<unknown> }) {
  const { what } = props
  return <Frame {...props} title={t`${label}: ${what}?`} label={label} ready submit={submit} />
}

const KINDS: readonly { value: DismissKind; label: MessageDescriptor }[] = [
  { value: 'opinion', label: msg`An opinion, not a fact` },
  { value: 'prediction', label: msg`A prediction` },
  { value: 'not_checkable', label: msg`Cannot be checked` },
  { value: 'trivial', label: msg`Not worth a check` },
  { value: 'duplicate', label: msg`Checked already` },
  { value: 'out_of_scope', label: msg`Not for this desk` },
  { value: 'not_a_claim', label: msg`Not a claim: the machine was wrong` },
  { value: 'other', label: msg`Something else` },
]

const KEY = 'dismissal:many'

export function DismissMany(props: Props) {
  const [kind, setKind] = useState<DismissKind>('opinion')
  const [reason, setReason] = useDraft(KEY, '')
  const kinds = KINDS.map(({ value, label }) => ({ value, label: i18n._(label) }))
  const usual = kinds.find(({ value }) => value === kind)?.label ?? ''
  const { what } = props
  const needsWords = kind === 'other'
  const why = reason.trim() === '' && !needsWords ? usual : reason.trim()
  return (
    <Frame
      {...props}
      title={t`Dismiss ${what}`}
      label={t`Dismiss`}
      ready={why !== ''}
      submit={async () => {
        if (await props.bulk.run({ action: 'dismiss', kind, reason: why }, t`dismissed`))
          settleDraft(KEY, reason)
      }}
    >
      <NativeSelect
        label={t`Why do they need no check?`}
        data={kinds}
        value={kind}
        onChange={(event) => {
          const wanted = KINDS.find(({ value }) => value === event.currentTarget.value)
          if (wanted !== undefined) setKind(wanted.value)
        }}
        data-autofocus
      />
      <OtherWords of={KEY} />
      <Textarea
        label={needsWords ? t`In your words` : t`In your words (may be left out)`}
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
  const { what } = props
  const submit = async () => {
    if (chosen === null) return
    const deed = { action: 'assign', assignee: chosen.id, due } as const
    const { name } = chosen
    await props.bulk.run(deed, t`assigned to ${name}`)
  }
  return (
    <Frame
      {...props}
      title={t`Assign ${what}`}
      label={t`Assign`}
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
  const { what } = props
  const added = add.join(', ')
  const taken = take.join(', ')
  return (
    <Frame
      {...props}
      title={t`Tag ${what}`}
      label={t`Tag`}
      ready={add.length + take.length > 0}
      submit={() =>
        props.bulk.run(
          { action: 'label', tag: add, untag: take },
          add.length > 0 ? t`tagged ${added}` : t`no longer tagged ${taken}`,
        )
      }
    >
      <TagsInput
        label={t`Add`}
        description={t`Enter or a comma ends a tag.`}
        data={known}
        value={add}
        onChange={(tags) => setAdd(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))}
        maxTags={20}
        maxLength={40}
        acceptValueOnBlur
        data-autofocus
      />
      <TagsInput
        label={t`Take away`}
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
