import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Me } from '../../api/client'
import { Refusal } from '../../ui/states'
import classes from '../accounts/SignInPage.module.css'

/** The code after the password. `enter` goes on as whoever it is; `back` begins again. */
export function SecondStep({ enter, back }: { enter: (me: Me) => void; back: () => void }) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      enter(await unwrap(api.POST('/api/v1/session/second-factor', { body: { code } })))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t`Signing in did not work.`)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.fields}>
      {problem !== null && <Refusal>{problem}</Refusal>}
      <TextInput
        label={t`Code`}
        description={t`The six digits that your app shows, or one of your recovery codes.`}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
        withAsterisk={false}
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} size="md">
        <Trans>Go on</Trans>
      </Button>
      <Button variant="subtle" onClick={back}>
        <Trans>Begin again</Trans>
      </Button>
    </form>
  )
}
