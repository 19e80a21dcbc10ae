import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, fieldProblem, unwrap, type Role } from '../../api/client'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { useOwnDesks } from '../admin/desk'
import { LinkShown, type NewLink } from './LinkShown'
import { refreshPeople } from './queries'
import { roleChoices } from './words'

/** Adds somebody, who then sets a password of their own: nobody else ever knows it. */
export function AddPerson({ close }: { close: () => void }) {
  const desks = useOwnDesks()
  const [person, setPerson] = useState({ login: '', name: '', role: 'checker' as Role })
  const [desk, setDesk] = useState(String(desks[0]?.id ?? ''))
  const [link, setLink] = useState<NewLink | null>(null)
  const { busy, problem, send } = useSend()
  const wrong = fieldProblem(problem, 'login')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      const { id, name } = await unwrap(
        api.POST('/api/v1/people', { body: { ...person, desk: Number(desk) } }),
      )
      await refreshPeople()
      const made = await unwrap(
        api.POST('/api/v1/people/{person_id}/password-link', {
          params: { path: { person_id: id } },
        }),
      )
      setLink({ name, ...made })
    })
  }
  if (link !== null) return <LinkShown link={link} done={close} />
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && wrong === null && <Refusal>{problem.message}</Refusal>}
        <TextInput
          label={t`Name`}
          description={t`As colleagues read it beside what they did.`}
          maxLength={120}
          required
          withAsterisk={false}
          data-autofocus
          value={person.name}
          onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
        />
        <LoginField
          value={person.login}
          error={wrong}
          change={(login) => setPerson({ ...person, login })}
        />
        <Select
          label={t`Role`}
          data={roleChoices()}
          value={person.role}
          allowDeselect={false}
          onChange={(role) => {
            if (role !== null) setPerson({ ...person, role })
          }}
        />
        {desks.length > 1 && (
          <Select
            label={t`Desk`}
            data={desks.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={desk}
            allowDeselect={false}
            onChange={(value) => setDesk(value ?? '')}
          />
        )}
        <div>
          <Button type="submit" loading={busy}>
            <Trans>Add and make a link</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}

export function LoginField({
  value,
  error,
  change,
}: {
  value: string
  error: string | null
  change: (login: string) => void
}) {
  return (
    <TextInput
      label={t`Login`}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      minLength={2}
      maxLength={64}
      pattern="[a-z0-9._\-]+"
      title={t`Small letters, digits, dot, dash and underscore`}
      required
      withAsterisk={false}
      error={error}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
