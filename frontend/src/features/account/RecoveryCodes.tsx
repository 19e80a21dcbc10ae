import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, CopyButton, Stack } from '@mantine/core'
import classes from './Account.module.css'

/** Codes for when the app is lost; they cannot be shown again. */
export function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  return (
    <Stack gap="sm" role="status">
      <p>
        <Trans>
          Each lets you in once when the app is lost. Print them or put them where your passwords
          are: they are shown this once, and those before are void.
        </Trans>
      </p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code} className={classes.code}>
            {code}
          </li>
        ))}
      </ul>
      <div className="page-actions">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>
              {copied ? t`Copied` : t`Copy them`}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={done}>
          <Trans>I have kept them</Trans>
        </Button>
      </div>
    </Stack>
  )
}
