import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, ApiProblem, etag, unwrap, type FollowUp } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { useFollowingDraft } from '../../lib/drafts'
import { say } from '../../ui/undo'
import { FollowUpFields } from './FollowUpFields'
import { FollowUpRefused } from './FollowUpRefused'
import { bodyOf, draftOf, listed, OUTCOMES, problemOf, type FollowUpDraft } from './terms'

/** What is known of an unnamed source. A colleague's faster save is shown, never overwritten unseen. */
export function FollowUpForm({ entry }: { entry: FollowUp }) {
  const [kept, setDraft, drop] = useFollowingDraft<FollowUpDraft>(
    `followup:${entry.id}`,
    draftOf(entry),
    ({ base }) => base !== entry.version,
  )
  // A draft from before a field was there has none of it yet.
  const draft = { ...draftOf(entry), ...kept }
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  // Once theirs was shown, saving again puts this in its place.
  const base = refused?.status === 412 ? entry.version : draft.base
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<FollowUpDraft>) => setDraft({ ...draft, ...part })
  const closing = draft.outcome !== null
  const problem = problemOf(draft)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefused(null)
    try {
      await unwrap(
        api.PUT('/api/v1/claims/{claim_id}/followup', {
          params: { path: { claim_id: entry.claim }, header: { 'If-Match': etag(base) } },
          body: bodyOf(draft),
        }),
      )
      drop()
      say(closing ? t`Follow-up closed.` : t`Follow-up saved.`)
    } catch (error) {
      setRefused(error instanceof ApiProblem ? error : new ApiProblem(0, t`It was not saved.`))
    }
    setBusy(false)
    await refreshWork()
  }
  return (
    <form onSubmit={(event) => void save(event)} aria-label={t`Follow-up`}>
      <Stack gap="sm">
        {refused !== null && (
          <FollowUpRefused
            problem={refused}
            entry={entry}
            takeTheirs={() => {
              setDraft(draftOf(entry))
              drop()
              setRefused(null)
            }}
          />
        )}
        <FollowUpFields draft={draft} change={change} />
        <Select
          label={t`Outcome`}
          placeholder={t`Still open`}
          clearable
          data={listed(OUTCOMES)}
          value={draft.outcome}
          onChange={(outcome) => change({ outcome })}
        />
        {closing && (
          <Textarea
            label={t`Reason for the outcome`}
            autosize
            minRows={2}
            maxLength={2000}
            value={draft.outcome_reason}
            error={problem}
            onChange={(event) => change({ outcome_reason: event.currentTarget.value })}
          />
        )}
        <Group justify="space-between">
          <Text size="xs" c="var(--muted)">
            <Trans>Kept in this browser as you type.</Trans>
          </Text>
          <Button
            type="submit"
            loading={busy}
            disabled={problem !== null}
            variant={closing ? 'filled' : 'default'}
          >
            {closing ? t`Close the follow-up` : t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
