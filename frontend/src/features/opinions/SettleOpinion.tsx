import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Stack, Textarea } from '@mantine/core'
import { api, unwrap, type ClaimDetail } from '../../api/client'
import { useDraftForm } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'

/** A third editor lets the first verdict go on although the second opinion differs. */
export function SettleOpinion({ claim }: { claim: ClaimDetail }) {
  const {
    draft: reason,
    change: setReason,
    busy,
    problem,
    onSubmit,
  } = useDraftForm(
    `settle:${claim.id}`,
    '',
    (reason) =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/second-opinion/resolution', {
          params: { path: { claim_id: claim.id } },
          body: { reason },
        }),
      ),
    () => say(t`Settled: the first verdict may go on.`),
  )
  return (
    <form onSubmit={onSubmit} aria-label={t`Settle the disagreement`}>
      <Stack gap="xs" my="md">
        <OtherWords of={`settle:${claim.id}`} />
        {problem !== null && <Refusal title={t`Not settled`}>{problem.message}</Refusal>}
        <Textarea
          label={t`Why the first verdict may stand`}
          description={t`Where the second opinion is right, return the verdict instead.`}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" size="xs" loading={busy} disabled={reason.trim() === ''}>
            <Trans>Settle it</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}
