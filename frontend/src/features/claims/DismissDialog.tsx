import { msg, t } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Textarea, UnstyledButton } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import type { FormEvent } from 'react'
import type { DismissKind } from '../../api/client'
import { settleDraft, useDraft } from '../../lib/drafts'
import { OtherWords } from '../outbox/OtherWords'
import { useFocusBack } from '../../lib/focusBack'
import classes from './DismissDialog.module.css'
import { dismissRow } from './rowActions'

const USUAL: { kind: DismissKind; label: MessageDescriptor }[] = [
  { kind: 'opinion', label: msg`An opinion, not a fact` },
  { kind: 'trivial', label: msg`Not worth a check` },
  { kind: 'duplicate', label: msg`Already checked` },
  { kind: 'not_a_claim', label: msg`Not a claim` },
]

interface Claimed {
  id: number
  text: string
}

interface Props {
  claim: Claimed | null
  onClose: () => void
  /** Called after `onClose`, while the desk is told. */
  onDismissed?: () => void
}

/** Asks why a claim needs no check; the usual reasons are one click, and its row says so at once. */
export function DismissDialog({ claim, onClose, onDismissed }: Props) {
  return (
    <Modal opened={claim !== null} onClose={onClose} title={t`Dismiss the claim`}>
      {claim !== null && (
        <DismissForm
          key={claim.id}
          claim={claim}
          onClose={onClose}
          {...(onDismissed && { onDismissed })}
        />
      )}
    </Modal>
  )
}

function DismissForm({ claim, onClose, onDismissed }: Props & { claim: Claimed }) {
  const { i18n } = useLingui()
  useFocusBack()
  const key = `dismissal:${claim.id}`
  const [reason, setReason] = useDraft(key, '')
  const dismiss = (why: string, kind: DismissKind) => {
    if (why.trim() === '') return
    onClose()
    // What was typed is dropped once the desk has it: after a refusal the dialog opens with it.
    void dismissRow(claim, why, kind).then((done) => {
      if (done) settleDraft(key, reason)
    })
    onDismissed?.()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    dismiss(reason, 'other')
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <blockquote className={classes.claim} dir="auto">
          {claim.text}
        </blockquote>
        <Group gap="xs">
          {USUAL.map(({ kind, label }) => (
            <UnstyledButton
              key={kind}
              className={classes.usual}
              onClick={() => dismiss(i18n._(label), kind)}
            >
              {i18n._(label)}
            </UnstyledButton>
          ))}
        </Group>
        <OtherWords of={key} />
        <Textarea
          label={t`Why does it need no check?`}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={getHotkeyHandler([['mod+Enter', () => dismiss(reason, 'other')]])}
          autosize
          minRows={2}
          maxLength={2000}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Keep it</Trans>
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            <Trans>Dismiss</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
