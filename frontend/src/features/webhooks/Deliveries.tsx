import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import {
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Select,
  Table,
  Text,
  VisuallyHidden,
} from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Delivery, type Webhook } from '../../api/client'
import { showMoment, showNumber } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { complain, say } from '../../ui/undo'
import { DeliveryLog } from './DeliveryLog'
import { deliveriesQuery, refreshWebhooks } from './queries'
import classes from './webhooks.module.css'
import { fareName, kindName } from './words'

type Redelivery = { deliveries: number[] } | { after: number; to: number | null }

/** A webhook's messages with how each fared, and sending them again. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const [state, setState] = useState<Delivery['state'] | null>(null)
  const [chosen, setChosen] = useState<number[]>([])
  const [open, setOpen] = useState<number | null>(null)
  const found = useInfiniteQuery(deliveriesQuery(webhook.id, state))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const again = async (body: Redelivery) => {
    try {
      const { count } = await unwrap(
        api.POST('/api/v1/webhooks/{webhook_id}/redelivery', {
          params: { path: { webhook_id: webhook.id } },
          body,
        }),
      )
      say(plural(count, { one: '# message is sent again.', other: '# messages are sent again.' }))
      setChosen([])
    } catch (error) {
      complain(error)
    }
    await refreshWebhooks()
  }
  return (
    <div className={classes.messages}>
      <Group justify="space-between" align="end">
        <Select
          label={t`Messages`}
          size="xs"
          value={state ?? ''}
          allowDeselect={false}
          data={[
            { value: '', label: t`All` },
            ...(['pending', 'delivered', 'failed'] as const).map((value) => ({
              value,
              label: fareName(value),
            })),
          ]}
          onChange={(value) => {
            setState(value === '' ? null : value)
            setChosen([])
          }}
        />
        <Button
          size="xs"
          variant="default"
          disabled={chosen.length === 0}
          onClick={() => void again({ deliveries: chosen })}
        >
          <Trans>Send the chosen again</Trans>
        </Button>
      </Group>
      {found.isPending && <Loading lines={3} label={t`Loading messages`} />}
      {found.isError && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <Text c="var(--muted)" py="md">
          {state === null
            ? t`No message yet. The next rating that is published makes one.`
            : t`None of that kind.`}
        </Text>
      )}
      {items.length > 0 && (
        <Table.ScrollContainer minWidth={620}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <VisuallyHidden>
                    <Trans>Choose</Trans>
                  </VisuallyHidden>
                </Table.Th>
                <Table.Th>
                  <Trans>What</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>How it fares</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Last answer</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Made</Trans>
                </Table.Th>
                <Table.Th>
                  <VisuallyHidden>
                    <Trans>Log</Trans>
                  </VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Row
                  key={item.id}
                  item={item}
                  chosen={chosen.includes(item.id)}
                  choose={(on) =>
                    setChosen(on ? [...chosen, item.id] : chosen.filter((id) => id !== item.id))
                  }
                  open={() => setOpen(item.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {found.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          <Trans>Show more</Trans>
        </Button>
      )}
      <Range again={again} />
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={t`Message`} size="lg">
        {open !== null && <DeliveryLog webhook={webhook.id} delivery={open} />}
      </Modal>
    </div>
  )
}

function Row({
  item,
  chosen,
  choose,
  open,
}: {
  item: Delivery
  chosen: boolean
  choose: (on: boolean) => void
  open: () => void
}) {
  const number = item.seq === null ? '' : showNumber(item.seq)
  const what = [kindName(item.kind), number].join(' ').trim()
  const { attempts, status, ms } = item
  const next = item.next_at === null ? null : showMoment(item.next_at)
  const took = ms === null ? '' : showNumber(ms)
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={t`Choose ${what}`}
          checked={chosen}
          onChange={(event) => choose(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>{what}</Table.Td>
      <Table.Td>
        {fareName(item.state)}
        {attempts > 1 && (
          <div className={classes.small}>
            {plural(attempts, { one: '# try', other: '# tries' })}
          </div>
        )}
        {next !== null && attempts > 0 && <div className={classes.small}>{t`again ${next}`}</div>}
      </Table.Td>
      <Table.Td>
        {status !== null && t`${status} in ${took} ms`}
        {item.error !== '' && <span className={classes.small}>{item.error}</span>}
      </Table.Td>
      <Table.Td>{showMoment(item.created_at)}</Table.Td>
      <Table.Td>
        <Button size="compact-xs" variant="default" onClick={open} aria-label={t`Log of ${what}`}>
          <Trans>Log</Trans>
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

/** Sending again what happened since an event, or between two. */
function Range({ again }: { again: (body: Redelivery) => Promise<void> }) {
  const [after, setAfter] = useState<string | number>('')
  const [to, setTo] = useState<string | number>('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void again({ after: Number(after), to: to === '' ? null : Number(to) })
  }
  return (
    <form onSubmit={submit} className={classes.range} aria-label={t`Send a range again`}>
      <NumberInput
        label={t`After event`}
        size="xs"
        min={0}
        required
        withAsterisk={false}
        value={after}
        onChange={setAfter}
      />
      <NumberInput
        label={t`Up to event`}
        placeholder={t`the last`}
        size="xs"
        min={1}
        value={to}
        onChange={setTo}
      />
      <Button type="submit" size="xs" variant="default" disabled={after === ''}>
        <Trans>Send these again</Trans>
      </Button>
    </form>
  )
}
