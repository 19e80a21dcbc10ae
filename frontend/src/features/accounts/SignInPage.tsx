import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Me } from '../../api/client'
import { queryClient, sessionQuery, welcome } from '../../api/queries'
import { usePageTitle } from '../../lib/pageTitle'
import { Refusal } from '../../ui/states'
import { PasskeyButton } from '../account/PasskeyButton'
import { SecondStep } from '../account/SecondStep'
import { ProviderButton } from './ProviderButton'
import classes from './SignInPage.module.css'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { next } = route.useSearch()
  usePageTitle(t`Sign in`)
  const router = useRouter()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const [second, setSecond] = useState(false)

  const enter = (me: Me) => {
    queryClient.clear()
    welcome(me)
    queryClient.setQueryData(sessionQuery.queryKey, me)
    router.history.push(next ?? '/')
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      const answer = await unwrap(api.POST('/api/v1/session', { body: { login, password } }))
      setBusy(false)
      if ('second_step' in answer) setSecond(true)
      else enter(answer)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t`Signing in did not work.`)
      setBusy(false)
    }
  }

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Stack>
          <Title order={1} size="h2">
            claimdesk
          </Title>
          <p className={classes.line}>
            <Trans>Who said what, who checked it, and what was found.</Trans>
          </p>
          {second ? (
            <SecondStep enter={enter} back={() => setSecond(false)} />
          ) : (
            <form onSubmit={(event) => void submit(event)} className={classes.fields}>
              {problem !== null && <Refusal>{problem}</Refusal>}
              <TextInput
                label={t`Login`}
                value={login}
                onChange={(event) => setLogin(event.currentTarget.value)}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                withAsterisk={false}
                autoFocus
              />
              <PasswordInput
                label={t`Password`}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                autoComplete="current-password"
                required
                withAsterisk={false}
              />
              <Button type="submit" loading={busy} size="md">
                <Trans>Sign in</Trans>
              </Button>
              <PasskeyButton enter={enter} refuse={setProblem} />
              <ProviderButton next={next ?? '/'} refuse={setProblem} />
            </form>
          )}
        </Stack>
      </div>
    </main>
  )
}
