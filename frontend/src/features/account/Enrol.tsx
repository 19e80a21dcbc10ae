import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, fieldProblem, unwrap } from '../../api/client'
import type { components } from '../../api/schema'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import classes from './Account.module.css'

type Schemas = components['schemas']

/** Shows an app its secret, and takes the first code of it. */
export function Enrol({
  enrolment,
  done,
}: {
  enrolment: Schemas['TotpEnrolment']
  done: (made: Schemas['RecoveryCodes']) => void
}) {
  const [code, setCode] = useState('')
  const { busy, problem, send } = useSend()
  const wrong = fieldProblem(problem, 'code')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      const made = await unwrap(
        api.POST('/api/v1/account/second-factor/confirmation', { body: { code } }),
      )
      done(made)
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <p>
          <Trans>
            Open an authenticator app, let it read this picture, and type what it shows.
          </Trans>
        </p>
        <img src={enrolment.qr} alt={t`The code for the app`} className={classes.qr} />
        <details>
          <summary>
            <Trans>The app cannot read pictures</Trans>
          </summary>
          <p className={classes.code}>{enrolment.secret}</p>
        </details>
        {problem !== null && wrong === null && <Refusal>{problem.message}</Refusal>}
        <TextInput
          label={t`Code`}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={40}
          required
          withAsterisk={false}
          data-autofocus
          error={wrong}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            <Trans>Turn it on</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}
