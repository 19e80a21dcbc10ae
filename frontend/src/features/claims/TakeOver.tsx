import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api, unwrap, type ClaimDetail } from '../../api/client'
import { useOffers } from '../../app/offers'
import { useFocusBack } from '../../lib/focusBack'
import { useDraftForm } from '../../lib/send'
import { say } from '../../ui/undo'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { can } from './actions'

/** For a claim that a colleague has, where the desk allows taking it from them. */
export function TakeOver({ claim, mine }: { claim: ClaimDetail; mine: boolean }) {
  const [asking, ask] = useDisclosure(false)
  const possible = !mine && claim.assignment !== null && can(claim, 'take_over')
  useOffers(possible ? [{ id: 'take_over', does: t`take the claim over`, act: ask.open }] : [])
  if (!possible) return null
  return (
    <>
      <Button size="xs" variant="default" onClick={ask.open}>
        <Trans>Take over…</Trans>
      </Button>
      {asking && <TakeOverDialog claim={claim} onClose={ask.close} />}
    </>
  )
}

function TakeOverDialog({ claim, onClose }: { claim: ClaimDetail; onClose: () => void }) {
  useFocusBack()
  const key = `takeover:${claim.id}`
  const holder = claim.assignment?.assignee.name ?? ''
  const {
    draft: reason,
    change,
    busy,
    problem,
    onSubmit,
  } = useDraftForm(
    key,
    '',
    (reason) =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/takeover', {
          params: { path: { claim_id: claim.id } },
          body: { reason },
        }),
      ),
    () => {
      say(t`The claim is yours. What ${holder} saved is in it.`)
      onClose()
    },
  )
  return (
    <Modal opened onClose={onClose} title={t`Take the claim over`}>
      <form onSubmit={onSubmit}>
        <Stack>
          {problem !== null && <Refusal title={t`Not taken over`}>{problem.message}</Refusal>}
          <OtherWords of={key} />
          <Textarea
            label={t`Why? ${holder} reads it.`}
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => change(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
              <Trans>Take it over</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
