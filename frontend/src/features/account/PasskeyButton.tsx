import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Me } from '../../api/client'
import { knowsPasskeys, signInWithPasskey } from './webauthn'

/** Signing in without login and password, where the browser can. */
export function PasskeyButton({
  enter,
  refuse,
}: {
  enter: (me: Me) => void
  refuse: (problem: string | null) => void
}) {
  const [busy, setBusy] = useState(false)
  if (!knowsPasskeys()) return null
  const signIn = async () => {
    setBusy(true)
    refuse(null)
    try {
      enter(await signInWithPasskey())
    } catch (error) {
      refuse(error instanceof Error ? error.message : t`Signing in did not work.`)
      setBusy(false)
    }
  }
  return (
    <Button variant="default" loading={busy} onClick={() => void signIn()}>
      <Trans>Use a passkey</Trans>
    </Button>
  )
}
