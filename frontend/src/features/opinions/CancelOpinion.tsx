import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { api, unwrap, type ClaimDetail } from '../../api/client'
import { useOffers } from '../../app/offers'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'

/** Asks no longer: the first verdict goes to an editor as it is. */
export function CancelOpinion({ claim }: { claim: ClaimDetail }) {
  const { busy, problem, send } = useSend()
  const cancel = async () => {
    const done = await send(() =>
      unwrap(
        api.DELETE('/api/v1/claims/{claim_id}/second-opinion', {
          params: { path: { claim_id: claim.id } },
        }),
      ),
    )
    if (done) say(t`Nobody is asked any more. The verdict goes to an editor as it is.`)
  }
  useOffers([
    { id: 'no-opinion', does: t`ask no longer for a second opinion`, act: () => void cancel() },
  ])
  return (
    <>
      {problem !== null && <Refusal title={t`Not cancelled`}>{problem.message}</Refusal>}
      <Button size="xs" variant="default" loading={busy} onClick={() => void cancel()}>
        <Trans>Ask no longer</Trans>
      </Button>
    </>
  )
}
