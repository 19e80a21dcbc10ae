import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor, Stack, Title } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, unwrap, type Me } from '../../api/client'
import { queryClient, sessionQuery, welcome } from '../../api/queries'
import { usePageTitle } from '../../lib/pageTitle'
import { Loading, Refusal } from '../../ui/states'
import { SecondStep } from '../account/SecondStep'
import classes from './SignInPage.module.css'

/** Where the newsroom's provider sends people back to. Its answer is good once, so it is sent once. */
export function ProviderPage() {
  usePageTitle(t`Sign in`)
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [second, setSecond] = useState<string | null>(null)
  const sent = useRef(false)

  const enter = useCallback(
    (me: Me, next: string) => {
      queryClient.clear()
      welcome(me)
      queryClient.setQueryData(sessionQuery.queryKey, me)
      // In place of this address, which is good for nothing any more.
      router.history.replace(next)
    },
    [router],
  )

  useEffect(() => {
    if (sent.current) return
    sent.current = true
    // As it stands there: the router would read a state of digits as a number.
    const said = new URLSearchParams(router.history.location.search)
    if (said.size === 0) {
      // From signing out there.
      router.history.replace('/sign-in')
      return
    }
    const code = said.get('code')
    const state = said.get('state')
    const answer = async () => {
      if (code === null || state === null) {
        setProblem(t`The provider did not sign you in.`)
        return
      }
      try {
        const { me, next } = await unwrap(
          api.POST('/api/v1/session/provider-answer', {
            body: { code, state, iss: said.get('iss') ?? '' },
          }),
        )
        if (me === null) setSecond(next)
        else enter(me, next)
      } catch (error) {
        setProblem(error instanceof Error ? error.message : t`Signing in did not work.`)
      }
    }
    void answer()
  }, [router, enter])

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Stack>
          <Title order={1} size="h2">
            claimdesk
          </Title>
          {second !== null && (
            <SecondStep
              enter={(me) => enter(me, second)}
              back={() => router.history.replace('/sign-in')}
            />
          )}
          {problem !== null && (
            <>
              <Refusal>{problem}</Refusal>
              <Anchor component={Link} to="/sign-in">
                <Trans>Begin again</Trans>
              </Anchor>
            </>
          )}
          {second === null && problem === null && <Loading lines={2} label={t`Signing in`} />}
        </Stack>
      </div>
    </main>
  )
}
