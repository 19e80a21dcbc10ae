import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, unwrap, type ClaimDetail } from '../../api/client'
import { scalesQuery } from '../../api/queries'
import { useDraftForm } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { RatingChoice } from '../reviews/RatingChoice'
import { lacking } from './words'

const EMPTY = { rating: '', summary: '', reasons: '' }

/** The second opinion itself, on the first verdict's scale. */
export function GiveOpinion({ claim }: { claim: ClaimDetail }) {
  const { data: scales } = useQuery(scalesQuery)
  const request = claim.opinion_request
  const scale = scales?.find(({ key, used_by }) => key === request?.scale && used_by === claim.desk)
  const { draft, change, busy, problem, onSubmit } = useDraftForm(
    `opinion:${request?.id ?? claim.id}`,
    EMPTY,
    (draft) =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/second-opinion/verdict', {
          params: { path: { claim_id: claim.id } },
          body: draft,
        }),
      ),
    () => say(t`Your second opinion is in.`),
  )
  const needs = lacking(draft)
  return (
    <form onSubmit={onSubmit} aria-label={t`Second opinion`}>
      <Stack gap="md">
        <OtherWords of={`opinion:${request?.id ?? claim.id}`} />
        {problem !== null && <Refusal title={t`Not given`}>{problem.message}</Refusal>}
        <RatingChoice
          legend={t`Your rating`}
          name="opinion-rating"
          options={scale?.options.filter(({ retired }) => !retired) ?? []}
          rating={draft.rating}
          choose={(rating) => change({ ...draft, rating })}
        />
        <Textarea
          label={t`Your finding`}
          description={t`For the desk and beside the first verdict: the finding first.`}
          autosize
          minRows={3}
          maxLength={2000}
          value={draft.summary}
          onChange={(event) => change({ ...draft, summary: event.currentTarget.value })}
        />
        <Textarea
          label={t`How you came to it`}
          autosize
          minRows={3}
          maxLength={20_000}
          value={draft.reasons}
          onChange={(event) => change({ ...draft, reasons: event.currentTarget.value })}
        />
        <Group justify="space-between">
          <Text size="sm" c="var(--muted)" role="status">
            {needs} <Trans>Kept in this browser as you type.</Trans>
          </Text>
          <Button type="submit" loading={busy} disabled={needs !== null}>
            <Trans>Give the second opinion</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
