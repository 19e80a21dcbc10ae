import { Button, Group, Modal, Stack, Textarea, UnstyledButton } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { dismissClaim } from './actions'
import classes from './DismissDialog.module.css'

const USUAL = ['An opinion, not a fact', 'Not worth a check', 'Already checked', 'Not a claim']

interface Props {
  claim: { id: number; text: string } | null
  onClose: () => void
}

/** Asks why a claim needs no check; the usual reasons are one click. */
export function DismissDialog({ claim, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const dismiss = async (why: string) => {
    if (claim === null || why.trim() === '') return
    setBusy(true)
    const done = await dismissClaim(claim.id, why)
    setBusy(false)
    if (!done) return
    setReason('')
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void dismiss(reason)
  }
  return (
    <Modal opened={claim !== null} onClose={onClose} title="Dismiss the claim">
      <form onSubmit={submit}>
        <Stack>
          <blockquote className={classes.claim}>{claim?.text}</blockquote>
          <Group gap="xs">
            {USUAL.map((why) => (
              <UnstyledButton key={why} className={classes.usual} onClick={() => void dismiss(why)}>
                {why}
              </UnstyledButton>
            ))}
          </Group>
          <Textarea
            label="Why does it need no check?"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
              Dismiss
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
