import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ApiProblem } from '../api/client'
import { usePageTitle } from '../lib/pageTitle'

export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  usePageTitle(title)
  return (
    <header className="page-header">
      <Title order={1} size="h2" id="page-title" tabIndex={-1}>
        {title}
      </Title>
      {children !== undefined && <div className="page-actions">{children}</div>}
    </header>
  )
}

export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={56} ta="center">
      <Text fw={650} size="lg">
        {title}
      </Text>
      <Text c="var(--muted)" maw={460} component="div">
        {children}
      </Text>
    </Stack>
  )
}

/** A refusal, where what it refuses was done; a screen reader says it at once. */
export function Refusal({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Alert role="alert" variant="outline" className="error-state" title={title}>
      {children}
    </Alert>
  )
}

/** Why something is not shown: it failed, or it is not for whoever asks. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const denied = error instanceof ApiProblem && error.status === 403
  const detail = error instanceof Error ? error.message : t`Something went wrong on this page.`
  return (
    <Alert
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={denied ? t`You may not see this` : t`This did not work`}
      variant="outline"
      className="error-state"
    >
      <Stack align="flex-start" gap="sm">
        <Text>{detail}</Text>
        {denied && (
          <Text>
            <Trans>An admin of the desk can let you, should you need it.</Trans>
          </Text>
        )}
        {retry !== undefined && (
          <Button size="xs" variant="default" onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

export function Loading({ lines = 6, label = t`Loading` }: { lines?: number; label?: string }) {
  return (
    <Stack gap="sm" role="status" aria-label={label} py="md">
      {Array.from({ length: lines }, (_, i) => (
        <Skeleton key={i} height={18} width={`${96 - ((i * 17) % 40)}%`} />
      ))}
    </Stack>
  )
}
