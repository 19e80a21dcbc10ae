import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Group, Select, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap, type ClaimDetail } from '../../api/client'
import { peopleQuery, sessionQuery } from '../../api/queries'
import { useOffers } from '../../app/offers'
import { useDraftForm } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'

const EMPTY = { of: null as number | null, sighted: false, reason: '' }

/** Asks a person, or anybody but the verdict's author, for a second opinion. */
export function AskOpinion({ claim }: { claim: ClaimDetail }) {
  const [asking, setAsking] = useState(false)
  useOffers([{ id: 'opinion', does: t`ask for a second opinion`, act: () => setAsking(true) }])
  if (!asking)
    return (
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        <Trans>Ask for a second opinion…</Trans>
      </Button>
    )
  return <AskForm claim={claim} onClose={() => setAsking(false)} />
}

function AskForm({ claim, onClose }: { claim: ClaimDetail; onClose: () => void }) {
  const { data: people = [] } = useQuery(peopleQuery)
  const { data: me } = useQuery(sessionQuery)
  const { draft, change, busy, problem, onSubmit } = useDraftForm(
    `ask-opinion:${claim.id}`,
    EMPTY,
    (draft) =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/second-opinion', {
          params: { path: { claim_id: claim.id } },
          // Left out, the desk's policy says whether it is blind.
          body: {
            of: draft.of,
            reason: draft.reason,
            ...(draft.sighted ? { blind: false } : {}),
          },
        }),
      ),
    () => {
      say(t`A second opinion is asked for.`)
      onClose()
    },
  )
  const askable = people.filter(
    ({ id, active }) => active && id !== claim.verdict?.author.id && id !== me?.person.id,
  )
  return (
    <form onSubmit={onSubmit} aria-label={t`Ask for a second opinion`}>
      <Stack gap="sm">
        <OtherWords of={`ask-opinion:${claim.id}`} />
        {problem !== null && <Refusal title={t`Not asked`}>{problem.message}</Refusal>}
        <Select
          label={t`Whom to ask`}
          placeholder={t`Anybody but the verdict’s author`}
          clearable
          searchable
          data={askable.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={draft.of === null ? null : String(draft.of)}
          onChange={(id) => change({ ...draft, of: id === null ? null : Number(id) })}
        />
        <Textarea
          label={t`Why a second opinion`}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.reason}
          onChange={(event) => change({ ...draft, reason: event.currentTarget.value })}
        />
        <Checkbox
          label={t`They may see the first verdict`}
          description={t`Left empty, the desk’s policy decides.`}
          checked={draft.sighted}
          onChange={(event) => change({ ...draft, sighted: event.currentTarget.checked })}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy}>
            <Trans>Ask</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
