import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SecretShown } from '../../ui/SecretShown'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { DeskChoice, useAdminDesk } from '../admin/desk'
import { WebhookForm } from './WebhookForm'
import { WebhookPanel } from './WebhookPanel'
import { webhooksQuery } from './queries'

/** Where the desk's ratings are sent as they happen, and how that goes. */
export function WebhooksPage() {
  const desk = useAdminDesk()
  const webhooks = useQuery({
    ...webhooksQuery,
    select: (all) => all.filter((webhook) => webhook.desk === desk),
  })
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <>
      <PageHeader title={t`Webhooks`}>
        <DeskChoice />
        <Button size="xs" onClick={() => setAdding(true)}>
          <Trans>Add a webhook</Trans>
        </Button>
      </PageHeader>
      {secret !== null && <SecretShown secret={secret} />}
      {webhooks.isPending && <Loading lines={4} label={t`Loading webhooks`} />}
      {webhooks.isError && (
        <ErrorState error={webhooks.error} retry={() => void webhooks.refetch()} />
      )}
      {webhooks.data?.length === 0 && (
        <EmptyState title={t`No webhook yet`}>
          <Trans>
            A webhook tells the CMS of a rating the moment it is published, corrected or taken back.
            Without one the CMS asks the ratings feed now and then.
          </Trans>
        </EmptyState>
      )}
      {webhooks.data?.map((webhook) => (
        <WebhookPanel key={webhook.id} webhook={webhook} />
      ))}
      <Modal opened={adding} onClose={() => setAdding(false)} title={t`Add a webhook`}>
        <WebhookForm
          webhook={null}
          desk={desk}
          done={(made) => {
            setSecret(made)
            setAdding(false)
          }}
        />
      </Modal>
    </>
  )
}
