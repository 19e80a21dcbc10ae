import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

const UNDO_FOR = 15_000

/** Says what was done and offers to undo it, for a quarter of a minute. */
export function offerUndo(message: string, undo: () => void): string {
  const id = crypto.randomUUID()
  notifications.show({
    id,
    autoClose: UNDO_FOR,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  })
  return id
}

export function say(message: string): void {
  notifications.show({ message, autoClose: 5000 })
}

/** Says what went wrong; stays until it is read. */
export function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : 'That did not work.'
  notifications.show({
    title: 'Not done',
    message,
    autoClose: false,
    withBorder: true,
    role: 'alert',
  })
}
