import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ClaimDetail } from '../../api/client'
import { useOffers } from '../../app/offers'
import { settleDraft, useDraft } from '../../lib/drafts'
import { OtherWords } from '../outbox/OtherWords'
import { ApprovalPanel } from '../reviews/ApprovalPanel'
import { can, correctClaim, publishClaim } from './actions'
import { heldUntil } from './heldUntil'

/** What an editor can decide now: approve, return, publish, reopen for a correction. */
export function EditorPanel({ claim }: { claim: ClaimDetail }) {
  const deciding = can(claim, 'approve') || can(claim, 'return')
  const publishable = can(claim, 'publish')
  const held = heldUntil(claim)
  const [publishing, setPublishing] = useState(false)
  const publish = async () => {
    setPublishing(true)
    await publishClaim(claim)
    setPublishing(false)
  }
  const correctable = can(claim, 'correct')
  useOffers(
    publishable && held === ''
      ? [{ id: 'publish', does: t`publish the verdict`, act: () => void publish() }]
      : [],
  )
  if (!deciding && !publishable && !correctable) return null
  return (
    <section className="panel" aria-labelledby="editor-title">
      <h2 id="editor-title">
        <Trans>For the editor</Trans>
      </h2>
      <Stack gap="md">
        {publishable && held !== '' && (
          <Text size="sm" role="note">
            {held}
          </Text>
        )}
        {publishable && held === '' && (
          <Button loading={publishing} onClick={() => void publish()}>
            <Trans>Publish the verdict</Trans>
          </Button>
        )}
        {claim.state === 'approved' && !publishable && claim.followup !== 'closed' && (
          <Text size="sm" c="var(--alarm)">
            <Trans>It is published once the follow-up of its unnamed source is closed.</Trans>
          </Text>
        )}
        {deciding && <ApprovalPanel claim={claim} />}
        {correctable && <CorrectionForm claim={claim.id} />}
      </Stack>
    </section>
  )
}

function CorrectionForm({ claim }: { claim: number }) {
  const key = `correction:${claim}`
  const [reason, setReason] = useDraft(key, '')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useOffers([
    { id: 'correct', does: t`reopen for a correction`, act: () => field.current?.focus() },
  ])
  const reopen = async () => {
    setBusy(true)
    if (await correctClaim(claim, reason)) settleDraft(key, reason)
    setBusy(false)
  }
  return (
    <Stack gap="sm">
      <OtherWords of={key} />
      <Textarea
        ref={field}
        label={t`Reason for a correction`}
        description={t`The published verdict stays readable; a new one follows it.`}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button
          variant="default"
          loading={busy}
          disabled={reason.trim() === ''}
          onClick={() => void reopen()}
        >
          <Trans>Reopen for a correction</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
