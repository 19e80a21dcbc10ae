import { Trans } from '@lingui/react/macro'
import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { Article } from '../../api/client'
import { showMoment } from '../../lib/dates'

/** Why nothing on an article is published now, where its sender holds it back. */
export function HeldBack({ article }: { article: Article }) {
  const { status, embargo } = article
  const waits = embargo !== null && new Date(embargo) > new Date()
  if (status === 'usable' && !waits) return null
  const until = waits ? showMoment(embargo) : ''
  return (
    <Alert icon={<IconLock size={16} aria-hidden />} variant="outline" role="note" my="sm">
      {status === 'canceled' ? (
        <Trans>Its sender withdrew this article. Nothing on it is published.</Trans>
      ) : status === 'withheld' ? (
        <Trans>
          Its sender withholds this article. Nothing on it is published until it is released.
        </Trans>
      ) : (
        <Trans>Embargoed until {until}. Verdicts are approved now and published after that.</Trans>
      )}
    </Alert>
  )
}
