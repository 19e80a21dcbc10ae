import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Container } from '@mantine/core'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { queryClient } from '../api/queries'
import { ErrorState, PageHeader } from '../ui/states'

/** What a page shows when it cannot: never a blank one. The shell stays around it. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    queryClient.clear()
    reset()
    void router.invalidate()
  }
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
