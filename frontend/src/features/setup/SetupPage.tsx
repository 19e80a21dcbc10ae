import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { api, unwrap } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { usePageTitle } from '../../lib/pageTitle'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { useDesk } from '../accounts/desk'
import { isAdmin } from '../accounts/roles'
import { AccountStep } from './AccountStep'
import { ArticleStep } from './ArticleStep'
import { RulesStep } from './RulesStep'
import classes from './setup.module.css'

const setupQuery = queryOptions({
  queryKey: ['setup'],
  staleTime: 0,
  queryFn: () => unwrap(api.GET('/api/v1/setup')),
})

type Step = 'account' | 'rules' | 'article'

/** From an empty database to a queue with claims in it, in three steps. */
export function SetupPage() {
  usePageTitle(t`Set up`)
  const setup = useQuery(setupQuery)
  const { data: me } = useQuery(sessionQuery)
  const [code] = useState(() => window.location.hash.slice(1))
  const [reached, setReached] = useState<Step | null>(null)
  // Come back after the first step, one goes on where one was.
  const step = reached ?? (isAdmin(me) ? 'rules' : 'account')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Gone on, one reads the next step from its heading; what had the focus is gone.
    if (reached !== null) title.current?.focus()
  }, [reached])
  const desk = useDesk()
  // Somebody set it up before: there is nothing to go through.
  const over = step === 'account' && setup.data?.needed === false
  const steps: [Step, string][] = [
    ['account', t`You and your desk`],
    ['rules', t`How you judge`],
    ['article', t`The first article`],
  ]
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Title order={1} size="h2" id="page-title" tabIndex={-1}>
          <Trans>Welcome to claimdesk</Trans>
        </Title>
        {!over && (
          <>
            <p className={classes.line}>
              <Trans>Three short steps, then there are claims to check.</Trans>
            </p>
            <ol className={classes.steps} aria-label={t`Steps`}>
              {steps.map(([key, label], at) => (
                <li key={key} aria-current={key === step ? 'step' : undefined}>
                  {at + 1}. {label}
                </li>
              ))}
            </ol>
          </>
        )}
        {!over && (
          <Title order={2} size="h4" ref={title} tabIndex={-1} className={classes.step}>
            {steps.find(([key]) => key === step)?.[1]}
          </Title>
        )}
        {setup.isPending && <Loading lines={4} />}
        {setup.isError && <ErrorState error={setup.error} retry={() => void setup.refetch()} />}
        {setup.data !== undefined && step === 'account' && (
          <Start needed={setup.data.needed} code={code} done={() => setReached('rules')} />
        )}
        {step === 'rules' && desk !== null && (
          <RulesStep desk={desk} done={() => setReached('article')} />
        )}
        {step === 'article' && <ArticleStep />}
      </div>
    </main>
  )
}

function Start({ needed, code, done }: { needed: boolean; code: string; done: () => void }) {
  if (!needed)
    return (
      <p>
        <Trans>
          This desk is set up already. <Link to="/sign-in">Sign in</Link>, or ask an admin for an
          account.
        </Trans>
      </p>
    )
  if (code === '')
    return (
      <Refusal title={t`The code is missing`}>
        <Trans>
          Open the whole link that claimdesk serve printed when it started: the code stands behind
          the #. Starting it again prints a new one.
        </Trans>
      </Refusal>
    )
  return <AccountStep code={code} done={done} />
}
