import { Button } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { complain } from '../../ui/undo'
import { watchQuery } from './queries'

/** Being told of comments and decisions on the claim, or no more. */
export function WatchButton({ claim }: { claim: number }) {
  const { data } = useQuery(watchQuery(claim))
  const [busy, setBusy] = useState(false)
  if (data === undefined) return null
  const path = { params: { path: { claim_id: claim } } }
  const toggle = async () => {
    setBusy(true)
    try {
      queryClient.setQueryData(
        watchQuery(claim).queryKey,
        await unwrap(
          data.watching
            ? api.DELETE('/api/v1/claims/{claim_id}/watch', path)
            : api.PUT('/api/v1/claims/{claim_id}/watch', path),
        ),
      )
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  const others = data.watchers.map(({ name }) => name).join(', ')
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      title={others === '' ? 'Nobody watches it yet' : `Watched by ${others}`}
      leftSection={
        data.watching ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />
      }
      onClick={() => void toggle()}
    >
      {data.watching ? 'Stop watching' : 'Watch'}
    </Button>
  )
}
