import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, ApiProblem, etag, unwrap, type FollowUp } from '../../api/client'
import { peopleQuery, refreshWork } from '../../api/queries'
import { showDistance } from '../../lib/dates'
import { useFollowingDraft } from '../../lib/drafts'
import { say } from '../../ui/undo'
import { FollowUpRefused } from './FollowUpRefused'
import { bodyOf, draftOf, OUTCOMES, problemOf, TERMS, type FollowUpDraft } from './terms'

/** What is known of an unnamed source. A colleague's faster save is shown, never overwritten unseen. */
export function FollowUpForm({ entry }: { entry: FollowUp }) {
  const { data: people = [] } = useQuery(peopleQuery)
  const [draft, setDraft, drop] = useFollowingDraft<FollowUpDraft>(
    `followup:${entry.id}`,
    draftOf(entry),
    ({ base }) => base !== entry.version,
  )
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
        {entry.overdue && (
          <Text size="sm" c="var(--alarm)" fw={650}>
            Overdue: was due {showDistance(entry.due)}
          </Text>
        )}
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
        <Textarea
          label="Why is the source not named?"
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <Textarea
          label="How do they know?"
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.basis_of_knowledge}
          onChange={(event) => change({ basis_of_knowledge: event.currentTarget.value })}
        />
        <Select
          label="Terms agreed with the source"
          data={TERMS}
          value={draft.terms}
          allowDeselect={false}
          onChange={(terms) => change({ terms: terms ?? 'unknown' })}
        />
        <Select
          label="Colleague who knows the identity"
          placeholder="Nobody yet"
          clearable
          data={people.map((person) => ({ value: String(person.id), label: person.name }))}
          value={draft.known_to === null ? null : String(draft.known_to)}
          onChange={(id) => change({ known_to: id === null ? null : Number(id) })}
        />
        <NumberInput
          label="Independent corroborations"
          min={0}
          max={99}
          allowDecimal={false}
          value={draft.corroborations}
          onChange={(count) => change({ corroborations: Number(count) || 0 })}
        />
        <TextInput
          label="Due"
          type="datetime-local"
          value={draft.due}
          onChange={(event) => change({ due: event.currentTarget.value })}
        />
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
