import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Claim } from '../../api/client'
import { sessionQuery, type ClaimFilter } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { useOffers } from '../../app/offers'
import { showNumber } from '../../lib/dates'
import { Key } from '../../ui/Key'
import { claimsWord, useBulk, type Deed } from './bulk'
import { AssignMany, ConfirmMany, DismissMany, TagMany } from './BulkDialogs'
import { BulkPriority } from './BulkPriority'
import { addressOf, bulkFilter } from './filter'
import { RefusedClaims } from './RefusedClaims'
import { chosen, leaveOut, NOTHING, selectWhole, type Selection } from './selection'
import classes from './Bulk.module.css'

/** From so many claims on even a single click asks once more. */
const MANY = 100

interface Props {
  rows: readonly Claim[]
  filter: ClaimFilter
  /** How many claims the filter holds. */
  total: number
  selection: Selection
  select: (next: Selection) => void
}

type Asked =
  | { kind: 'dismiss' | 'assign' | 'tag' }
  | { kind: 'confirm'; label: string; deed: Deed; done: string }

/** What can be done with the selected claims; it stands at the foot of the list while there are any. */
export function BulkBar({ rows, filter, total, selection, select }: Props) {
  const { data: me } = useQuery(sessionQuery)
  const [asked, setAsked] = useState<Asked | null>(null)
  const shown = rows.map(({ id }) => id)
  const ids = chosen(selection, shown)
  const { whole } = selection
  const place = Object.keys(addressOf(filter)).length === 0 ? t`in the queue` : t`in this filter`
  const count = whole ?? ids.length
  const claims = claimsWord(count)
  const all = showNumber(total)
  const what = whole === null ? claims : t`all ${claims} ${place}`
  const bulk = useBulk(
    whole === null ? { claims: ids } : { filter: bulkFilter(filter), expect: whole },
    () => {
      setAsked(null)
      select(NOTHING)
    },
  )
  const ask = (next: Asked | null) => {
    bulk.forget()
    setAsked(next)
  }
  const act = (label: string, deed: Deed, done: string) => {
    if (whole !== null || count > MANY) ask({ kind: 'confirm', label, deed, done })
    else void bulk.run(deed, done)
  }
  const mine = () => {
    if (me != null)
      act(t`Assign to me`, { action: 'assign', assignee: me.person.id }, t`assigned to you`)
  }
  const dismiss = () => ask({ kind: 'dismiss' })
  useKeys(
    {
      mine,
      dismiss,
      others: () => ask({ kind: 'assign' }),
      snooze: { refused: () => t`Claims are snoozed one by one. Clear the selection first.` },
      back: () => select(NOTHING),
    },
    'selection',
  )

  const accept = () => act(t`Accept`, { action: 'accept' }, t`accepted`)
  useOffers([
    { id: 'accept-many', does: t`accept the selected claims`, act: accept },
    { id: 'tag-many', does: t`tag the selected claims`, act: () => ask({ kind: 'tag' }) },
  ])
  const borne = rows.filter(({ id }) => ids.includes(id))
  const refusal = bulk.refused !== null && (
    <RefusedClaims
      refused={bulk.refused}
      rows={rows}
      leaveOut={(out) => {
        bulk.forget()
        select(leaveOut(selection, shown, out))
      }}
      takeAll={(all) => {
        bulk.forget()
        select(selectWhole(shown, all))
      }}
    />
  )
  const dialog = { what, bulk, refusal, onClose: () => ask(null) }
  return (
    <section className={classes.bar} aria-label={t`Selected claims`}>
      {asked === null && refusal}
      <div className={classes.line}>
        <strong className={classes.what}>
          {whole === null ? t`${claims} selected` : t`All ${claims} ${place}`}
        </strong>
        {whole === null && total > ids.length && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => select(selectWhole(shown, total))}
          >
            <Trans>
              Select all {all} {place}
            </Trans>
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          rightSection={<Key name="back" />}
          onClick={() => select(NOTHING)}
        >
          <Trans>Clear</Trans>
        </Button>
      </div>
      <Group gap="xs">
        <Button size="xs" loading={bulk.busy && asked === null} onClick={accept}>
          <Trans>Accept</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={mine} rightSection={<Key name="mine" />}>
          <Trans>Assign to me</Trans>
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => ask({ kind: 'assign' })}
          rightSection={<Key name="others" />}
        >
          <Trans>Assign to…</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={dismiss} rightSection={<Key name="dismiss" />}>
          <Trans>Dismiss…</Trans>
        </Button>
        <BulkPriority act={act} />
        <Button size="xs" variant="default" onClick={() => ask({ kind: 'tag' })}>
          <Trans>Tag…</Trans>
        </Button>
      </Group>
      {asked?.kind === 'dismiss' && <DismissMany {...dialog} />}
      {asked?.kind === 'assign' && <AssignMany {...dialog} />}
      {asked?.kind === 'tag' && (
        <TagMany
          {...dialog}
          known={[...new Set(rows.flatMap(({ tags }) => tags))]}
          borne={[...new Set(borne.flatMap(({ tags }) => tags))]}
        />
      )}
      {asked?.kind === 'confirm' && (
        <ConfirmMany
          {...dialog}
          label={asked.label}
          submit={() => bulk.run(asked.deed, asked.done)}
        />
      )}
    </section>
  )
}
