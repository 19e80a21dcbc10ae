import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, etag, unwrap, type DeskSummary } from '../../api/client'
import { useSend } from '../../lib/send'
import { EmptyState, ErrorState, Loading, PageHeader, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import classes from './People.module.css'
import { desksQuery, refreshPeople } from './queries'
import { roleName } from './words'

/** The desks one works on; each has its own articles, claims, scales and policy. */
export function DesksPage() {
  const desks = useQuery(desksQuery)
  const [open, setOpen] = useState<DeskSummary | 'new' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <PageHeader title={t`Desks`}>
        <Button size="xs" onClick={() => setOpen('new')}>
          <Trans>Make a desk</Trans>
        </Button>
      </PageHeader>
      {desks.isPending && <Loading lines={3} label={t`Loading desks`} />}
      {desks.isError && <ErrorState error={desks.error} retry={() => void desks.refetch()} />}
      {desks.data?.length === 0 && (
        <EmptyState title={t`No desk yet`}>
          <Trans>Make one, and you are its admin.</Trans>
        </EmptyState>
      )}
      <ul className={classes.list}>
        {desks.data?.map((desk) => (
          <li key={desk.id} className={classes.row}>
            <div>
              <div className={classes.name}>{desk.name}</div>
              <div className={classes.login}>{desk.slug}</div>
            </div>
            <div className={classes.roles}>
              {plural(desk.people, { one: '# person', other: '# people' })}
              {desk.role !== null && <div className={classes.off}>{roleName(desk.role)}</div>}
            </div>
            <div className={classes.do}>
              {desk.role === 'admin' && (
                <Button size="compact-sm" variant="default" onClick={() => setOpen(desk)}>
                  <Trans>Rename</Trans>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className={classes.off}>
        <Trans>
          A desk keeps to itself: its articles, claims and sources are seen by its people only. Most
          newsrooms need one.
        </Trans>
      </p>
      <Modal
        opened={open !== null}
        onClose={close}
        title={open === 'new' ? t`Make a desk` : t`Rename a desk`}
      >
        {open !== null && <DeskForm desk={open === 'new' ? null : open} close={close} />}
      </Modal>
    </>
  )
}

function DeskForm({ desk, close }: { desk: DeskSummary | null; close: () => void }) {
  const [name, setName] = useState(desk?.name ?? '')
  const { busy, problem, send } = useSend()
  const theirs = problem?.status === 412 ? (problem.current as DeskSummary) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      if (desk === null) await unwrap(api.POST('/api/v1/desks', { body: { name } }))
      else
        await unwrap(
          api.PUT('/api/v1/desks/{desk_id}', {
            params: {
              path: { desk_id: desk.id },
              header: { 'If-Match': etag(theirs?.version ?? desk.version) },
            },
            body: { name },
          }),
        )
      await refreshPeople()
      say(desk === null ? t`${name} is there, and you are its admin.` : t`It is ${name} now.`)
      close()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && (
          <Refusal>
            {problem.message}
            {theirs !== null && (
              <p>
                <Trans>Now it is:</Trans> {theirs.name}
              </p>
            )}
          </Refusal>
        )}
        <TextInput
          label={t`Name`}
          maxLength={120}
          required
          withAsterisk={false}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            {desk === null ? t`Make the desk` : t`Rename`}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
