import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, fieldProblem, unwrap } from '../../api/client'
import { queryClient, sessionQuery, welcome } from '../../api/queries'
import { settleDraft, useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { LoginField } from '../accounts/AddPerson'

const KEY = 'setup'
const EMPTY = { desk: '', name: '', login: '' }

/** The first admin and the first desk. All but the password is kept in this browser until then. */
export function AccountStep({ code, done }: { code: string; done: () => void }) {
  const [form, setForm] = useDraft(KEY, EMPTY)
  const [password, setPassword] = useState('')
  const { busy, problem, send } = useSend()
  const wrong = {
    desk: fieldProblem(problem, 'desk'),
    name: fieldProblem(problem, 'name'),
    login: fieldProblem(problem, 'login'),
    password: fieldProblem(problem, 'password'),
  }
  const elsewhere = Object.values(wrong).every((said) => said === null)
  const field = (name: 'desk' | 'name') => ({
    value: form[name],
    error: wrong[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      const me = await unwrap(api.POST('/api/v1/setup', { body: { code, ...form, password } }))
      settleDraft(KEY, form)
      welcome(me)
      queryClient.setQueryData(sessionQuery.queryKey, me)
      done()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && elsewhere && <Refusal>{problem.message}</Refusal>}
        <TextInput
          label={t`Name of the desk`}
          description={t`The newsroom or the team: you can change it later.`}
          maxLength={120}
          autoFocus
          {...field('desk')}
        />
        <TextInput label={t`Your name`} maxLength={120} autoComplete="name" {...field('name')} />
        <LoginField
          value={form.login}
          error={wrong.login}
          change={(login) => setForm({ ...form, login })}
        />
        <PasswordInput
          label={t`Password`}
          description={t`12 characters or more: a few words do well.`}
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          required
          withAsterisk={false}
          error={wrong.password}
          aria-invalid={wrong.password !== null}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            <Trans>Go on</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}
