import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { showMessage } from '../../ui/message'
import { uniqueId } from '../../lib/ids'

/** A colleague marked the claim in the meantime: theirs stands, and mine waits for a word. */
export function offerMine(again: () => void): void {
  const id = uniqueId()
  showMessage({
    id,
    role: 'alert',
    autoClose: false,
    withBorder: true,
    title: t`A colleague changed this claim meanwhile`,
    message: (
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <Trans>The text shows theirs. Yours was not saved.</Trans>
        </Text>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            again()
          }}
        >
          <Trans>Mark it my way</Trans>
        </Button>
      </Stack>
    ),
  })
}
