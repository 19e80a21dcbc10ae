import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { ClaimDetail } from '../../api/client'
import { useFocusBack } from '../../lib/focusBack'
import { assignClaim } from './actions'
import { useAssignee } from './assignee'

/** Gives a claim to somebody, until a day where there is one. */
export function AssignDialog({
  claim,
  onClose,
}: {
  claim: Pick<ClaimDetail, 'id' | 'assignment'>
  onClose: () => void
}) {
  useFocusBack()
  const { chosen, due, fields } = useAssignee(claim.assignment?.assignee.id)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (chosen === null) return
    const { name } = chosen
    setBusy(true)
    const done = await assignClaim(claim.id, chosen.id, due, t`Assigned to ${name}.`)
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t`Assign the claim`}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {fields}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={busy} disabled={chosen === null}>
              <Trans>Assign</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
