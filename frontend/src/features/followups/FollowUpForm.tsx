import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, ApiProblem, etag, unwrap, type FollowUp } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { useFollowingDraft } from '../../lib/drafts'
import { say } from '../../ui/undo'
import { FollowUpFields } from './FollowUpFields'
import { FollowUpRefused } from './FollowUpRefused'
import { bodyOf, draftOf, OUTCOMES, problemOf, type FollowUpDraft } from './terms'

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
      say(closing ? 'Follow-up closed.' : 'Follow-up saved.')
    } catch (error) {
      setRefused(error instanceof ApiProblem ? error : new ApiProblem(0, 'It was not saved.'))
    }
    setBusy(false)
    await refreshWork()
  }
  return (
    <form onSubmit={(event) => void save(event)} aria-label="Follow-up">
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
          label="Outcome"
          placeholder="Still open"
          clearable
          data={OUTCOMES}
          value={draft.outcome}
          onChange={(outcome) => change({ outcome })}
        />
        {closing && (
          <Textarea
            label="Reason for the outcome"
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
            Kept in this browser as you type.
          </Text>
          <Button
            type="submit"
            loading={busy}
            disabled={problem !== null}
            variant={closing ? 'filled' : 'default'}
          >
            {closing ? 'Close the follow-up' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
