import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Container } from '@mantine/core'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { queryClient } from '../api/queries'
import { PageAway, whenBack } from '../lib/away'
import { loadAgain } from '../lib/later'
import { ErrorState, PageHeader } from '../ui/states'

/** What a page shows when it cannot: never a blank one. The shell stays around it. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const away = error instanceof PageAway
  const again = () => {
    loadAgain()
    // What is known is no reason why a script did not come.
    if (!away) queryClient.clear()
    reset()
    void router.invalidate()
  }
  const tryAgain = useEffectEvent(again)
  useEffect(() => (away ? whenBack(tryAgain) : undefined), [away])
  return (
    <>
      <PageHeader title={t`This page cannot be shown`} />
      <ErrorState error={error} retry={again} />
    </>
  )
}

/** The same where not even the shell could be shown. */
export function BareError(props: ErrorComponentProps) {
  return (
    <Container component="main" py="xl">
      <RouteError {...props} />
    </Container>
  )
}

export function NotFound() {
  return (
    <>
      <PageHeader title={t`There is no such page`} />
      <p>
        <Trans>The link may be mistyped, or what it led to is on another desk.</Trans>
      </p>
      <Button component={Link} to="/" variant="default">
        <Trans>Go to the queue</Trans>
      </Button>
    </>
  )
}
