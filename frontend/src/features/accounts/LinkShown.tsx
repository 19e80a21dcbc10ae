import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, CopyButton, Stack } from '@mantine/core'
import { showMoment } from '../../lib/dates'
import classes from './People.module.css'

export interface NewLink {
  name: string
  path: string
  expires_at: string
}

/** A one-time link, to be handed on; it cannot be shown again. */
export function LinkShown({ link, done }: { link: NewLink; done: () => void }) {
  const { name } = link
  const until = showMoment(link.expires_at)
  const address = `${window.location.origin}${link.path}`
  return (
    <Stack gap="sm" role="status">
      <p>
        <Trans>
          Send {name} this link over a channel you trust. It sets a password, works once, and until{' '}
          {until}.
        </Trans>
      </p>
      <p className={classes.link} data-testid="one-time-link">
        {address}
      </p>
      <div className="page-actions">
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>
              {copied ? t`Copied` : t`Copy the link`}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={done}>
          <Trans>Done</Trans>
        </Button>
      </div>
      <p className={classes.off}>
        <Trans>It is shown this once. If it is lost, make another: this one is then void.</Trans>
      </p>
    </Stack>
  )
}
