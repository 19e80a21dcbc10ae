import { t } from '@lingui/core/macro'
import { Alert, Button, Code, CopyButton, Group } from '@mantine/core'

/** A secret, for as long as the page that made it is open. */
export function SecretShown({ secret }: { secret: string }) {
  return (
    <Alert role="status" variant="outline" title={t`Copy it now: it is shown this once`} my="md">
      <Group>
        <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? t`Copied` : t`Copy`}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  )
}
