import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { showMessage } from './message'
import { ApiProblem } from '../api/client'
import { uniqueId } from '../lib/ids'
import { forgetBy } from '../lib/own'
import { Key } from './Key'

const UNDO_FOR = 15_000

/** What can still be undone, the latest last: as long as its message stands. */
let offers: { id: string; undo: () => void }[] = []
forgetBy(() => {
  offers = []
  notifications.clean()
})

function take(id: string): void {
  const offer = offers.find((known) => known.id === id)
  withdrawOffer(id)
  offer?.undo()
}

interface Offered {
  stays?: number
  /** The write, where it is under way: undoing waits for it, and needs not be where it is refused. */
  write?: Promise<boolean>
}

/** Says what was done and offers to undo it, for a quarter of a minute or as long as is said. */
export function offerUndo(
  message: string,
  undo: () => void,
  { stays = UNDO_FOR, write }: Offered = {},
): string {
  const id = uniqueId()
  const then = (done: boolean) => {
    if (done) undo()
  }
  offers.push({ id, undo: write === undefined ? undo : () => void write.then(then) })
  void write?.then((done) => {
    if (!done) withdrawOffer(id)
  })
  showMessage({
    id,
    autoClose: stays,
    onClose: () => {
      offers = offers.filter((known) => known.id !== id)
    },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="xs"
          variant="default"
          flex="none"
          rightSection={<Key name="undo" />}
          onClick={() => take(id)}
        >
          <Trans>Undo</Trans>
        </Button>
      </Group>
    ),
  })
  return id
}

function withdrawOffer(id: string): void {
  offers = offers.filter((known) => known.id !== id)
  notifications.hide(id)
}

/** Ends all offers: something was done since that cannot be undone, so that none is the latest any more. */
export function endOffers(): void {
  for (const { id } of offers) withdrawOffer(id)
}

/** Undoes what the latest message offers to; answers whether one still stood. */
export function undoLast(): boolean {
  const latest = offers.at(-1)
  if (latest !== undefined) take(latest.id)
  return latest !== undefined
}

export function say(message: string): void {
  showMessage({ message, autoClose: 5000 })
}

/** Says what went wrong, and offers what can be done about it; stays until it is read. */
export function complain(
  error: unknown,
  title = t`Not done`,
  remedy?: { label: string; act: () => void },
): void {
  // That somebody is no longer signed in is said once, for the whole page.
  if (error instanceof ApiProblem && error.status === 401) return
  const message = error instanceof Error ? error.message : t`That did not work.`
  const id = uniqueId()
  const act = () => {
    notifications.hide(id)
    remedy?.act()
  }
  showMessage({
    id,
    title,
    message:
      remedy === undefined ? (
        message
      ) : (
        <>
          <Text size="sm" mb={6}>
            {message}
          </Text>
          <Button size="xs" variant="default" onClick={act}>
            {remedy.label}
          </Button>
        </>
      ),
    autoClose: false,
    withBorder: true,
    role: 'alert',
  })
}
