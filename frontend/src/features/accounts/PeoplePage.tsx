import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Menu, Modal, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap, type Person } from '../../api/client'
import { peopleQuery } from '../../api/queries'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { complain, say } from '../../ui/undo'
import { useOwnDesks } from '../admin/desk'
import { AddPerson } from './AddPerson'
import { Deactivate } from './Deactivate'
import { EditPerson } from './EditPerson'
import { LinkShown, type NewLink } from './LinkShown'
import classes from './People.module.css'
import { ProviderAccount } from './ProviderAccount'
import { providerQuery, refreshPeople } from './queries'
import { roleName } from './words'

type Open =
  | { what: 'add' }
  | { what: 'edit' | 'deactivate' | 'provider'; person: Person }
  | { what: 'link'; link: NewLink }

/** Who works here: their roles, their way to sign in, and those who left. */
export function PeoplePage() {
  const people = useQuery(peopleQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const [text, setText] = useState('')
  const close = () => setOpen(null)
  const found = (people.data ?? [])
    .filter(({ name, login }) => `${name} ${login}`.toLowerCase().includes(text.toLowerCase()))
    .sort((a, b) => Number(b.active) - Number(a.active))
  return (
    <>
      <PageHeader title={t`People`}>
        {(people.data?.length ?? 0) > 8 && (
          <TextInput
            size="xs"
            type="search"
            aria-label={t`Find by name or login`}
            placeholder={t`Find by name or login`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Button size="xs" onClick={() => setOpen({ what: 'add' })}>
          <Trans>Add a person</Trans>
        </Button>
      </PageHeader>
      {people.isPending && <Loading lines={6} label={t`Loading people`} />}
      {people.isError && <ErrorState error={people.error} retry={() => void people.refetch()} />}
      {people.data !== undefined && found.length === 0 && (
        <EmptyState title={t`Nobody of that name`} />
      )}
      {found.length > 0 && (
        <ul className={classes.list}>
          {found.map((person) => (
            <Row key={person.id} person={person} show={setOpen} />
          ))}
        </ul>
      )}
      {people.data?.length === 1 && (
        <EmptyState title={t`You are alone here`}>
          <Trans>
            Add the people you work with. Verdicts need two: whoever wrote one never approves it.
          </Trans>
        </EmptyState>
      )}
      <Modal opened={open !== null} onClose={close} title={titleOf(open)}>
        {open?.what === 'add' && <AddPerson close={close} />}
        {open?.what === 'edit' && <EditPerson person={open.person} close={close} />}
        {open?.what === 'deactivate' && <Deactivate person={open.person} close={close} />}
        {open?.what === 'provider' && <ProviderAccount person={open.person} close={close} />}
        {open?.what === 'link' && <LinkShown link={open.link} done={close} />}
      </Modal>
    </>
  )
}

function titleOf(open: Open | null): string {
  const name = open !== null && 'person' in open ? open.person.name : ''
  switch (open?.what) {
    case 'add':
      return t`Add a person`
    case 'edit':
      return t`Change ${name}`
    case 'deactivate':
      return t`Deactivate ${name}`
    case 'provider':
      return t`The account of ${name} at the provider`
    case 'link':
      return t`A link to set a password`
    default:
      return ''
  }
}

function Row({ person, show }: { person: Person; show: (open: Open) => void }) {
  const desks = useOwnDesks()
  const provider = useQuery(providerQuery).data?.name ?? null
  const { id, name } = person
  const path = { params: { path: { person_id: id } } }
  const act = async (call: () => Promise<unknown>) => {
    try {
      await call()
    } catch (error) {
      complain(error)
    }
    await refreshPeople()
  }
  const link = () =>
    act(async () => {
      const made = await unwrap(api.POST('/api/v1/people/{person_id}/password-link', path))
      show({ what: 'link', link: { name, ...made } })
    })
  const signOut = () =>
    act(async () => {
      await unwrap(api.DELETE('/api/v1/people/{person_id}/sessions', path))
      say(t`${name} is signed out on all devices.`)
    })
  const resetFactor = () => {
    if (
      !window.confirm(
        t`Take the second factor of ${name} away? The password alone then lets them in.`,
      )
    )
      return
    void act(async () => {
      await unwrap(api.DELETE('/api/v1/people/{person_id}/second-factor', path))
      say(t`${name} signs in with the password alone.`)
    })
  }
  const reactivate = () =>
    act(async () => {
      await unwrap(api.DELETE('/api/v1/people/{person_id}/deactivation', path))
      say(t`${name} can sign in again.`)
    })
  const deskName = (desk: number) => desks.find((each) => each.id === desk)?.name ?? ''
  return (
    <li className={classes.row} data-off={!person.active || undefined}>
      <div>
        <div className={classes.name}>{name}</div>
        <div className={classes.login}>{person.login}</div>
      </div>
      <div className={classes.roles}>
        {person.roles
          .map(({ desk, role }) => {
            const [what, where] = [roleName(role), deskName(desk)]
            return desks.length > 1 ? t`${what} on ${where}` : what
          })
          .join(', ')}
        {!person.active && (
          <div className={classes.off}>
            <Trans>deactivated, cannot sign in</Trans>
          </div>
        )}
      </div>
      <div className={classes.do}>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="compact-sm" variant="default" aria-label={t`What to do with ${name}`}>
              <IconDots size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => show({ what: 'edit', person })}>
              <Trans>Change…</Trans>
            </Menu.Item>
            {person.manageable && person.active && (
              <>
                <Menu.Item onClick={() => void link()}>
                  <Trans>Make a link to set a password</Trans>
                </Menu.Item>
                <Menu.Item onClick={() => void signOut()}>
                  <Trans>Sign out on all devices</Trans>
                </Menu.Item>
                <Menu.Item onClick={resetFactor}>
                  <Trans>Take the second factor away</Trans>
                </Menu.Item>
                {provider !== null && (
                  <Menu.Item onClick={() => show({ what: 'provider', person })}>
                    <Trans>Account at {provider}…</Trans>
                  </Menu.Item>
                )}
                <Menu.Divider />
                <Menu.Item onClick={() => show({ what: 'deactivate', person })}>
                  <Trans>Deactivate…</Trans>
                </Menu.Item>
              </>
            )}
            {person.manageable && !person.active && (
              <Menu.Item onClick={() => void reactivate()}>
                <Trans>Reactivate</Trans>
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  )
}
