import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Menu, Select, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { peopleQuery } from '../../api/queries'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { AuditEntry, type AuditEvent } from './AuditEntry'
import classes from './AuditTrail.module.css'
import { ChainCheck } from './ChainCheck'
import { exportAddress, readAuditFilter, type AuditFilter } from './filter'
import { trailQuery } from './queries'
import { DEED_KEYS, deedName } from './deeds'
import { ENTITY_KEYS, entityName } from './words'

/** The whole trail: who did what, when and why, by whatever one is looking for. */
export function AuditPage() {
  const filter = useSearch({ strict: false, select: readAuditFilter })
  const trail = useInfiniteQuery(trailQuery(filter))
  const events = trail.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <PageHeader title={t`Audit trail`}>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" variant="default">
              <Trans>Export</Trans>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={exportAddress(filter, 'csv')} download>
              <Trans>As a table (CSV)</Trans>
            </Menu.Item>
            <Menu.Item component="a" href={exportAddress(filter, 'jsonl')} download>
              <Trans>With its hashes (JSON Lines)</Trans>
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </PageHeader>
      <ChainCheck />
      <Filters filter={filter} />
      {trail.isPending && <Loading lines={8} label={t`Loading the trail`} />}
      {trail.isError && <ErrorState error={trail.error} retry={() => void trail.refetch()} />}
      {trail.isSuccess && events.length === 0 && (
        <EmptyState title={t`Nothing of that kind happened`}>
          <Trans>Take a filter away, or choose other days.</Trans>
        </EmptyState>
      )}
      {events.length > 0 && (
        <ol className={`${classes.trail} ${classes.page}`} aria-busy={trail.isPlaceholderData}>
          {events.map((event) => (
            <AuditEntry key={event.id} event={event} about={<About event={event} />} />
          ))}
        </ol>
      )}
      {trail.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
        >
          <Trans>Show earlier events</Trans>
        </Button>
      )}
    </>
  )
}

/** Leads to what the event is about, and to all that happened to it. */
function About({ event }: { event: AuditEvent }) {
  const { claim, article, entity, entity_id: id } = event
  if (claim !== null)
    return (
      <>
        {' '}
        <Link to="/claims/$claimId" params={{ claimId: claim }}>
          <Trans>claim {claim}</Trans>
        </Link>
      </>
    )
  if (article !== null)
    return (
      <>
        {' '}
        <Link to="/articles/$articleId" params={{ articleId: article }}>
          <Trans>article {article}</Trans>
        </Link>
      </>
    )
  return (
    <>
      {' '}
      <Link to="/admin/audit" search={{ entity, entity_id: id }}>
        <Trans>no. {id}</Trans>
      </Link>
    </>
  )
}

function Filters({ filter }: { filter: AuditFilter }) {
  const navigate = useNavigate()
  const people = useQuery(peopleQuery)
  const set = (change: Partial<Record<keyof AuditFilter, string | number | undefined>>) =>
    void navigate({
      to: '/admin/audit',
      search: readAuditFilter({ ...filter, ...change }),
      replace: true,
    })
  const choices = (keys: string[], name: (key: string) => string) =>
    keys
      .map((value) => ({ value, label: name(value) }))
      .sort((a, b) => a.label.localeCompare(b.label))
  const on = Object.keys(filter).length > 0
  return (
    <div className={classes.filters} role="search" aria-label={t`Which events`}>
      <Select
        label={t`Who`}
        placeholder={t`Anybody`}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t`Anybody` }}
        data={(people.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={filter.person === undefined ? null : String(filter.person)}
        onChange={(id) => set({ person: id === null ? undefined : Number(id) })}
      />
      <Select
        label={t`Did what`}
        placeholder={t`Anything`}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t`Anything` }}
        data={choices(DEED_KEYS, deedName)}
        value={filter.action ?? null}
        onChange={(action) => set({ action: action ?? undefined })}
      />
      <Select
        label={t`With what`}
        placeholder={t`Anything`}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t`Anything` }}
        data={choices(ENTITY_KEYS, entityName)}
        value={filter.entity ?? null}
        onChange={(entity) => set({ entity: entity ?? undefined, entity_id: undefined })}
      />
      <TextInput
        label={t`From`}
        type="date"
        value={filter.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t`To`}
        type="date"
        value={filter.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      {on && (
        <Button variant="subtle" onClick={() => void navigate({ to: '/admin/audit', search: {} })}>
          <Trans>Show all</Trans>
        </Button>
      )}
    </div>
  )
}
