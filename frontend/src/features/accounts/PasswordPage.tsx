import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, Stack, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent } from 'react'
import { api, fieldProblem, unwrap } from '../../api/client'
import { focusWrongField } from '../../lib/focusBack'
import { usePageTitle } from '../../lib/pageTitle'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import classes from './SignInPage.module.css'

/** Where a one-time link leads. Its code stands behind the #, which no server or proxy notes. */
export function PasswordPage() {
  usePageTitle(t`Set a password`)
  const navigate = useNavigate()
  const [code] = useState(() => window.location.hash.slice(1))
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [differ, setDiffer] = useState(false)
  const { busy, problem, send } = useSend()
  const weak = fieldProblem(problem, 'password')
  useEffect(() => {
    if (differ) focusWrongField()
  }, [differ])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDiffer(password !== again)
    if (password !== again) return
    void send(async () => {
      const { login } = await unwrap(api.POST('/api/v1/password', { body: { code, password } }))
      say(t`Your password is set. Sign in as ${login}.`)
      await navigate({ to: '/sign-in' })
    })
  }
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit}>
        <Stack>
          <Title order={1} size="h2">
            <Trans>Set a password</Trans>
          </Title>
          {code === '' ? (
            <Refusal>
              <Trans>
                This address has no code. Open the whole link that your admin sent you, or ask for
                another.
              </Trans>
            </Refusal>
          ) : (
            <>
              {problem !== null && weak === null && <Refusal>{problem.message}</Refusal>}
              <PasswordInput
                label={t`New password`}
                description={t`12 characters or more: a few words do well.`}
                autoComplete="new-password"
                minLength={12}
                maxLength={200}
                required
                withAsterisk={false}
                autoFocus
                error={weak}
                aria-invalid={weak !== null}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
              <PasswordInput
                label={t`Once more`}
                autoComplete="new-password"
                required
                withAsterisk={false}
                aria-invalid={differ}
                error={differ && t`The two passwords differ.`}
                value={again}
                onChange={(event) => setAgain(event.currentTarget.value)}
              />
              <Button type="submit" loading={busy}>
                <Trans>Set it</Trans>
              </Button>
            </>
          )}
        </Stack>
      </form>
    </main>
  )
}
