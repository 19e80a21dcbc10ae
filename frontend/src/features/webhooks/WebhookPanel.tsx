import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { api, unwrap, type Webhook } from '../../api/client'
import { showMoment } from '../../lib/dates'
import record from '../../ui/record.module.css'
import { SecretShown } from '../../ui/SecretShown'
import { complain, say } from '../../ui/undo'
import { Deliveries } from './Deliveries'
import { WebhookForm } from './WebhookForm'
import { refreshWebhooks } from './queries'
import classes from './webhooks.module.css'
import { stateName } from './words'

/** One webhook: how it fares, what can be done with it, and its messages. */
export function WebhookPanel({ webhook }: { webhook: Webhook }) {
  const [changing, setChanging] = useState(false)
  const [shown, setShown] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const path = { webhook_id: webhook.id }
  const { name } = webhook
  const act = async (call: () => Promise<unknown>, done: string) => {
    try {
      await call()
      say(done)
    } catch (error) {
      complain(error)
    }
    await refreshWebhooks()
  }
  const ping = () =>
    act(
      () => unwrap(api.POST('/api/v1/webhooks/{webhook_id}/ping', { params: { path } })),
      t`A test message is on its way. How it went is among the messages.`,
    )
  const turn = () =>
    webhook.state === 'active'
      ? act(
          () => unwrap(api.POST('/api/v1/webhooks/{webhook_id}/pause', { params: { path } })),
          t`Paused. What happens meanwhile is sent later.`,
        )
      : act(
          () => unwrap(api.POST('/api/v1/webhooks/{webhook_id}/resume', { params: { path } })),
          t`Active again. What was missed is sent now.`,
        )
  const rotate = () => {
    if (!window.confirm(t`Make a new secret? The old one holds for another 24 hours.`)) return
    void act(
      async () => {
        const made = await unwrap(
          api.POST('/api/v1/webhooks/{webhook_id}/secret', {
            params: { path },
            body: { overlap_hours: 24 },
          }),
        )
        setSecret(made.secret)
      },
      t`There is a new secret.`,
    )
  }
  const remove = () => {
    if (!window.confirm(t`Remove “${name}”? Its secrets and what waits for it go with it.`)) return
    void act(
      () => unwrap(api.DELETE('/api/v1/webhooks/{webhook_id}', { params: { path } })),
      t`Removed.`,
    )
  }
  const heading = `webhook-${webhook.id}`
  return (
    <section className="panel" aria-labelledby={heading}>
      <h2 id={heading} className={record.name}>
        {name}{' '}
        <span className={record.state} data-bad={webhook.state === 'disabled' || undefined}>
          {stateName(webhook.state)}
        </span>
      </h2>
      <p className={record.url}>{webhook.url}</p>
      {webhook.why !== '' && (
        <Alert variant="outline" my="sm" title={t`claimdesk switched it off`}>
          {webhook.why}
        </Alert>
      )}
      <p className={classes.facts}>
        <Facts webhook={webhook} />
      </p>
      {secret !== null && <SecretShown secret={secret} />}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => void turn()}>
          {webhook.state === 'active' ? t`Pause` : t`Resume`}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void ping()}>
          <Trans>Send a test</Trans>
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
          <Trans>Change…</Trans>
        </Button>
        <Button size="compact-sm" variant="default" onClick={rotate}>
          <Trans>New secret</Trans>
        </Button>
        <Button size="compact-sm" variant="default" onClick={remove}>
          <Trans>Remove</Trans>
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? t`Hide messages` : t`Show messages`}
        </Button>
      </Group>
      {shown && <Deliveries webhook={webhook} />}
      <Modal opened={changing} onClose={() => setChanging(false)} title={t`Change a webhook`}>
        <WebhookForm webhook={webhook} desk={webhook.desk} done={() => setChanging(false)} />
      </Modal>
    </section>
  )
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { pending, failed } = webhook
  const at = (iso: string | null) => (iso === null ? null : showMoment(iso))
  const last = at(webhook.last_delivered_at)
  const since = at(webhook.failing_since)
  const rest = at(webhook.rest_until)
  const old = at(webhook.old_secret_until)
  const facts = [
    last === null ? t`Nothing delivered yet` : t`Last delivered ${last}`,
    plural(pending, { one: '# message waits', other: '# messages wait' }),
    failed > 0 && plural(failed, { one: '# message failed', other: '# messages failed' }),
    since !== null && t`nothing taken since ${since}`,
    rest !== null && t`rests until ${rest}`,
    old !== null && t`the old secret holds until ${old}`,
  ]
  return <>{facts.filter((fact) => fact !== false).join(' · ')}</>
}
