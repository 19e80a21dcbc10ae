import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, fieldProblem, unwrap } from '../../api/client'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import classes from './Account.module.css'
import { goOnAs } from './queries'

/** A new password by whoever knows the one so far. */
export function PasswordPanel() {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { busy, problem, send } = useSend()
  const wrong = fieldProblem(problem, 'current')
  const weak = fieldProblem(problem, 'password')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      const me = await unwrap(api.POST('/api/v1/account/password', { body: { current, password } }))
      setCurrent('')
      setPassword('')
      await goOnAs(me)
      say(t`Your password is changed. Everywhere else you are signed out.`)
    })
  }
  return (
    <section aria-labelledby="password-title" className="panel">
      <h2 id="password-title">
        <Trans>Password</Trans>
      </h2>
      <form onSubmit={submit} className={classes.form}>
        <Stack gap="sm">
          {problem !== null && wrong === null && weak === null && (
            <Refusal>{problem.message}</Refusal>
          )}
          <PasswordInput
            label={t`Your password so far`}
            autoComplete="current-password"
            required
            withAsterisk={false}
            maxLength={200}
            error={wrong}
            aria-invalid={wrong !== null}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={t`New password`}
            description={t`12 characters or more: a few words do well.`}
            autoComplete="new-password"
            minLength={12}
            maxLength={200}
            required
            withAsterisk={false}
            error={weak}
            aria-invalid={weak !== null}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" loading={busy}>
              <Trans>Change the password</Trans>
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  )
}
