import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useFocusBack } from '../lib/focusBack'

interface Props {
  onStay: () => void
  onSignOut: () => void
}

/** Asks before what was typed of a source, and not sent yet, goes with whoever typed it. */
export function SignOutNotes({ onStay, onSignOut }: Props) {
  useFocusBack()
  return (
    <Modal opened onClose={onStay} title={t`Notes on a source are not sent yet`}>
      <Stack>
        <span>
          <Trans>
            They are in this browser only, and signing out deletes them, so that nobody finds them
            here. Whatever else you typed stays here for you.
          </Trans>
        </span>
        <Group justify="flex-end">
          <Button variant="default" onClick={onSignOut}>
            <Trans>Delete them and sign out</Trans>
          </Button>
          <Button onClick={onStay} data-autofocus>
            <Trans>Stay signed in</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
