import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { complain } from '../../ui/undo'
import { watchQuery, type About } from './queries'

function turn(about: About, on: boolean) {
  if (about.claim === undefined) {
    const article = { params: { path: { article_id: about.article } } }
    return on
      ? api.PUT('/api/v1/articles/{article_id}/watch', article)
      : api.DELETE('/api/v1/articles/{article_id}/watch', article)
  }
  const claim = { params: { path: { claim_id: about.claim } } }
  return on
    ? api.PUT('/api/v1/claims/{claim_id}/watch', claim)
    : api.DELETE('/api/v1/claims/{claim_id}/watch', claim)
}

/** Being told of comments and decisions on a claim or on an article's claims, or no more. */
export function WatchButton(about: About) {
  const { data } = useQuery(watchQuery(about))
  const [busy, setBusy] = useState(false)
  if (data === undefined) return null
  const toggle = async () => {
    setBusy(true)
    try {
      queryClient.setQueryData(
        watchQuery(about).queryKey,
        await unwrap(turn(about, !data.watching)),
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
      title={others === '' ? t`Nobody watches it yet` : t`Watched by ${others}`}
      leftSection={
        data.watching ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />
      }
      onClick={() => void toggle()}
    >
      {data.watching ? t`Stop watching` : t`Watch`}
    </Button>
  )
}
