import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Textarea } from '@mantine/core'
import { api, unwrap, type FollowUp } from '../../api/client'
import { useDraftForm } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import type { Check } from './checks'

interface Props {
  entry: FollowUp
  check: Check
  onClose: () => void
}

/** An editor lets one check pass, and says why. */
export function WaiverForm({ entry, check, onClose }: Props) {
  const {
    draft: reason,
    change: setReason,
    busy,
    problem,
    onSubmit,
  } = useDraftForm(
    `waiver:${entry.id}:${check}`,
    '',
    (reason) =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/followup/waivers', {
          params: { path: { claim_id: entry.claim } },
          body: { check, reason },
        }),
      ),
    () => {
      say(t`The check is waived.`)
      onClose()
    },
  )
  return (
    <form onSubmit={onSubmit} aria-label={t`Waive a check`}>
      <Stack gap="xs" mt="xs">
        <OtherWords of={`waiver:${entry.id}:${check}`} />
        {problem !== null && <Refusal title={t`Not waived`}>{problem.message}</Refusal>}
        <Textarea
          label={t`Why may it pass?`}
          autosize
          autoFocus
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy} disabled={reason.trim() === ''}>
            <Trans>Waive it</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
