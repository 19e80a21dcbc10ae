import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, etag, fieldProblem, unwrap, type Person, type Role } from '../../api/client'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { useOwnDesks } from '../admin/desk'
import { LoginField } from './AddPerson'
import { refreshPeople } from './queries'
import { roleChoices, roleName } from './words'

const NONE = 'none'

/** Changes a name, a login, and what somebody is on each of the caller's desks. */
export function EditPerson({ person, close }: { person: Person; close: () => void }) {
  const desks = useOwnDesks()
  const [seen, setSeen] = useState(person)
  const [name, setName] = useState(person.name)
  const [login, setLogin] = useState(person.login)
  const [roles, setRoles] = useState(
    () => new Map(person.roles.map(({ desk, role }) => [desk, role])),
  )
  const { busy, problem, send } = useSend()
  const theirs = problem?.status === 412 ? (problem.current as Person) : null
  const wrong = fieldProblem(problem, 'login')
  const give = (desk: number, role: string | null) => {
    const next = new Map(roles)
    if (role === null || role === NONE) next.delete(desk)
    else next.set(desk, role as Role)
    setRoles(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      const version = theirs?.version ?? seen.version
      if (theirs !== null) setSeen(theirs)
      const body = {
        name,
        login,
        roles: desks.flatMap(({ id }) => {
          const role = roles.get(id)
          return role === undefined ? [] : [{ desk: id, role }]
        }),
      }
      await unwrap(
        api.PUT('/api/v1/people/{person_id}', {
          params: { path: { person_id: person.id }, header: { 'If-Match': etag(version) } },
          body,
        }),
      )
      await refreshPeople()
      say(t`${name} is changed.`)
      close()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && wrong === null && (
          <Refusal>
            {problem.message}
            {theirs !== null && (
              <p>
                <Trans>Now it is:</Trans> {theirs.name}, {theirs.login},{' '}
                {theirs.roles.map(({ role }) => roleName(role)).join(', ')}.{' '}
                <Trans>Saving again puts yours in its place.</Trans>
              </p>
            )}
          </Refusal>
        )}
        {!person.manageable && (
          <p>
            <Trans>
              They work on a desk where you are no admin, so only their roles on your desks are
              yours to change.
            </Trans>
          </p>
        )}
        {person.manageable && (
          <>
            <TextInput
              label={t`Name`}
              maxLength={120}
              required
              withAsterisk={false}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <LoginField value={login} error={wrong} change={setLogin} />
          </>
        )}
        {desks.map(({ id, name: where }) => (
          <Select
            key={id}
            label={desks.length > 1 ? t`Role on ${where}` : t`Role`}
            allowDeselect={false}
            data={[
              ...roleChoices(),
              ...(desks.length > 1 ? [{ value: NONE, label: t`Not on this desk` }] : []),
            ]}
            value={roles.get(id) ?? NONE}
            onChange={(role) => give(id, role)}
          />
        ))}
        <div>
          <Button type="submit" loading={busy}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}
