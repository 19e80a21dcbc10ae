import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, unwrap } from '../../api/client'
import { queryClient, sessionQuery, welcome } from '../../api/queries'
import { Refusal } from '../../ui/states'
import { LoginField } from '../accounts/AddPerson'

/** The first admin and the first desk. */
export function AccountStep({ code, done }: { code: string; done: () => void }) {
  const [form, setForm] = useState({ desk: '', name: '', login: '', password: '' })
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = (name: 'desk' | 'name' | 'password') => ({
    value: form[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      const me = await unwrap(api.POST('/api/v1/setup', { body: { code, ...form } }))
      welcome(me)
      queryClient.setQueryData(sessionQuery.queryKey, me)
      done()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t`That did not work.`)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {problem !== null && <Refusal>{problem}</Refusal>}
        <TextInput
          label={t`Name of the desk`}
          description={t`The newsroom or the team: you can change it later.`}
          maxLength={120}
          autoFocus
          {...field('desk')}
        />
        <TextInput label={t`Your name`} maxLength={120} autoComplete="name" {...field('name')} />
        <LoginField value={form.login} change={(login) => setForm({ ...form, login })} />
        <PasswordInput
          label={t`Password`}
          description={t`12 characters or more: a few words do well.`}
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          {...field('password')}
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
