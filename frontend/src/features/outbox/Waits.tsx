import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert } from '@mantine/core'

/** Said beside what could not be sent yet. */
export function Waits() {
  return (
    <Alert variant="outline" role="status" title={t`Waits for the connection`}>
      <Trans>
        The desk cannot be reached. What you wrote is kept in this browser and sent by itself as
        soon as it can be; go on writing, and it waits until you send it again.
      </Trans>
    </Alert>
  )
}
