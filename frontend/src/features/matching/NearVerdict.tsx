import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ClaimDetail } from '../../api/client'
import { useFocusBack } from '../../lib/focusBack'
import { useDraftForm } from '../../lib/send'
import { RatingBadge } from '../../ui/badges'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { Differences, Words } from './MatchItem'
import classes from './matching.module.css'
import type { Match } from './queries'
import { isNear, sendReuse } from './reuse'

interface Props {
  claim: ClaimDetail
  match: Match
}

/** The verdict on a claim that says nearly the same: used again only by who says why it holds here. */
export function NearVerdict({ claim, match }: Props) {
  const [asking, ask] = useDisclosure(false)
  if (!isNear(claim, match)) return null
  return (
    <>
      <Button size="compact-xs" variant="default" mt={6} onClick={ask.open}>
        <Trans>Use this verdict, with a reason…</Trans>
      </Button>
      {asking && <NearDialog claim={claim} match={match} onClose={ask.close} />}
    </>
  )
}

function NearDialog({ claim, match, onClose }: Props & { onClose: () => void }) {
  useFocusBack()
  const earlier = match.claim?.id ?? 0
  const rating = match.claim?.rating ?? null
  const key = `reuse:${claim.id}:${earlier}`
  const {
    draft: reason,
    change,
    busy,
    problem,
    onSubmit,
  } = useDraftForm(key, '', (why) => sendReuse(claim, earlier, why), onClose)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Use the verdict on a claim that is nearly the same`}
      size="lg"
    >
      <form onSubmit={onSubmit}>
        <Stack>
          {problem !== null && <Refusal title={t`Not submitted`}>{problem.message}</Refusal>}
          <div>
            <dl className={classes.both}>
              <dt>
                <Trans>This claim</Trans>
              </dt>
              <dd dir="auto">
                <Words text={claim.text} agreeing={match.asked_agrees} />
              </dd>
              <dt className={classes.outcome}>
                <Trans>The claim with the verdict</Trans>
                {rating !== null && <RatingBadge rating={rating} />}
              </dt>
              <dd dir="auto">
                <Words text={match.text} agreeing={match.found_agrees} />
              </dd>
            </dl>
            <Differences match={match} />
          </div>
          <OtherWords of={key} />
          <Textarea
            label={t`Why does the verdict hold for this claim, too?`}
            description={t`The editor reads it. Underlined words are in one of the two only.`}
            required
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
              <Trans>Submit this verdict</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
