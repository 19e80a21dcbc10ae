import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, etag, fieldProblem, unwrap, type Webhook } from '../../api/client'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { refreshWebhooks } from './queries'

/** Name and address of a webhook, new or known; `done` gets the secret of a new one. */
export function WebhookForm({
  webhook,
  desk,
  done,
}: {
  webhook: Webhook | null
  desk: number
  done: (secret: string | null) => void
}) {
  const [name, setName] = useState(webhook?.name ?? '')
  const [url, setUrl] = useState(webhook?.url ?? '')
  const { busy, problem, send } = useSend()
  const wrong = fieldProblem(problem, 'url')
  const theirs = problem?.status === 412 ? (problem.current as Webhook) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      if (webhook === null) {
        const made = await unwrap(api.POST('/api/v1/webhooks', { body: { name, url, desk } }))
        done(made.secret)
      } else {
        const version = theirs?.version ?? webhook.version
        await unwrap(
          api.PUT('/api/v1/webhooks/{webhook_id}', {
            params: { path: { webhook_id: webhook.id }, header: { 'If-Match': etag(version) } },
            body: { name, url },
          }),
        )
        say(t`Changed.`)
        done(null)
      }
      await refreshWebhooks()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && wrong === null && (
          <Refusal>
            {problem.message}
            {theirs !== null && (
              <p>
                <Trans>Now it is:</Trans> {theirs.name}, {theirs.url}
              </p>
            )}
          </Refusal>
        )}
        <TextInput
          label={t`Name`}
          placeholder={t`Whom it tells, such as the CMS`}
          maxLength={120}
          required
          withAsterisk={false}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t`Address`}
          description={t`It begins with https:// and takes POST requests.`}
          type="url"
          maxLength={2000}
          error={wrong}
          required
          withAsterisk={false}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            {webhook === null ? t`Make the webhook` : t`Save`}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
