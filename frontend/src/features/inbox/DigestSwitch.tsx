import { t } from '@lingui/core/macro'
import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '../../ui/states'
import { chooseDigest } from './actions'
import { digestQuery } from './queries'

/** Whether one gets a notice each morning of what waits. */
export function DigestSwitch() {
  const { data, error, refetch } = useQuery(digestQuery)
  const [busy, setBusy] = useState(false)
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />
  if (data === undefined) return null
  const choose = async (daily: boolean) => {
    setBusy(true)
    await chooseDigest(daily)
    setBusy(false)
  }
  return (
    <Switch
      mt="xl"
      label={t`A digest each morning`}
      description={t`One notice from seven o’clock, by this device’s clock, if anything waits for you: what you have in hand, what is late, who mentioned you.`}
      checked={data.digest === 'daily'}
      disabled={busy}
      onChange={(event) => void choose(event.currentTarget.checked)}
    />
  )
}
