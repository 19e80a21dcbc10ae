import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { ClaimFilter } from '../../api/queries'
import { useFocusBack } from '../../lib/focusBack'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { useDesk } from '../accounts/desk'
import { DeskField } from '../accounts/DeskField'
import { saveView, type View } from './views'

interface Props {
  view: View | null
  filter: ClaimFilter
  onClose: () => void
}

/** A name for the filter, and whether colleagues have it too. */
export function SaveView({ view, filter, onClose }: Props) {
  useFocusBack()
  const [name, setName] = useState(view?.name ?? '')
  const [shared, share] = useState(view?.shared ?? false)
  const { busy, problem, send } = useSend()
  const desk = useDesk()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = { name: name.trim(), shared, filter: view?.filter ?? filter }
    if (await send(() => saveView(view, wanted, desk))) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={view === null ? t`Save the view` : t`Change the view`}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {problem !== null && <Refusal>{problem.message}</Refusal>}
          <TextInput
            label={t`Name`}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={120}
            data-autofocus
          />
          {view === null && <DeskField />}
          <Checkbox
            label={t`Share it with the desk`}
            checked={shared}
            onChange={(event) => share(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={busy} disabled={name.trim() === ''}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
