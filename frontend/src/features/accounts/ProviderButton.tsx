import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { leaveFor } from '../../lib/leave'
import { providerQuery } from './queries'

/** Signing in by the newsroom's own provider, where there is one: the browser goes there and comes back. */
export function ProviderButton({
  next,
  refuse,
}: {
  next: string
  refuse: (problem: string | null) => void
}) {
  const provider = useQuery(providerQuery)
  const [busy, setBusy] = useState(false)
  // Without an answer the other ways in are there all the same.
  const name = provider.data?.name
  if (name === undefined || name === null) return null
  const go = async () => {
    setBusy(true)
    refuse(null)
    try {
      const { url } = await unwrap(api.POST('/api/v1/session/provider', { body: { next } }))
      leaveFor(url)
    } catch (error) {
      refuse(error instanceof Error ? error.message : t`Signing in did not work.`)
      setBusy(false)
    }
  }
  return (
    <Button variant="default" loading={busy} onClick={() => void go()}>
      <Trans>Sign in with {name}</Trans>
    </Button>
  )
}
