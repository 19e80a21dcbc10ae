import { Alert, Button, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import {
  api,
  ApiProblem,
  etag,
  unwrap,
  type FollowUp,
  type Outcome,
  type Terms,
} from '../../api/client'
import { peopleQuery, refreshWork } from '../../api/queries'
import { showDistance, showMoment } from '../../lib/dates'
import { useDraft } from '../../lib/drafts'
import { say } from '../../ui/undo'

const TERMS: { value: Terms; label: string }[] = [
  { value: 'unknown', label: 'Not known yet' },
  { value: 'background', label: 'On background' },
  { value: 'not_for_attribution', label: 'Not for attribution' },
  { value: 'off_the_record', label: 'Off the record' },
]
export const OUTCOMES: { value: Outcome; label: string }[] = [
  { value: 'identified', label: 'Identified: now named in the article' },
  { value: 'corroborated', label: 'Corroborated independently' },
  { value: 'waived', label: 'Waived by an editor, with a reason' },
  { value: 'dropped', label: 'Dropped from the article' },
]

/** The ledger entry of an unnamed source. It has no field for the source's name, on purpose. */
export function FollowUpPanel({ entry }: { entry: FollowUp }) {
  return (
    <section aria-labelledby="followup-title" className="panel" data-tone="alarm">
      <h2 id="followup-title">Unnamed source</h2>
      <Text size="sm" mb="sm">
        <strong>Never write the source’s name here.</strong> Record which colleague knows it.
      </Text>
      {entry.outcome === null ? <FollowUpForm entry={entry} /> : <Closed entry={entry} />}
    </section>
  )
}

function Closed({ entry }: { entry: FollowUp }) {
  const outcome = OUTCOMES.find(({ value }) => value === entry.outcome)
  return (
    <>
      <Text fw={650}>{outcome?.label}</Text>
      {entry.outcome_reason !== '' && <Text>{entry.outcome_reason}</Text>}
      <Text size="sm" c="var(--muted)">
        {entry.reason !== '' && `${entry.reason} · `}
        {entry.corroborations} independent corroborations · known to{' '}
        {entry.known_to?.name ?? 'nobody'}
        {entry.closed_at !== null && ` · closed ${showMoment(entry.closed_at)}`}
      </Text>
    </>
  )
}

function FollowUpForm({ entry }: { entry: FollowUp }) {
  const { data: people = [] } = useQuery(peopleQuery)
  const [draft, change, drop] = useDraft(`followup:${entry.id}:${entry.version}`, {
    reason: entry.reason,
    terms: entry.terms,
    basis_of_knowledge: entry.basis_of_knowledge,
    known_to: entry.known_to?.id ?? null,
    corroborations: entry.corroborations,
    outcome: null as Outcome | null,
    outcome_reason: entry.outcome_reason,
  })
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    try {
      await unwrap(
        api.PUT('/api/v1/claims/{claim_id}/followup', {
          params: { path: { claim_id: entry.claim }, header: { 'If-Match': etag(entry.version) } },
          body: draft,
        }),
      )
      drop()
      say(draft.outcome === null ? 'Follow-up saved.' : 'Follow-up closed.')
      await refreshWork()
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) await refreshWork()
      setProblem(error instanceof Error ? error.message : 'It was not saved.')
    }
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="sm">
        <Text
          size="sm"
          c={entry.overdue ? 'var(--alarm)' : 'var(--muted)'}
          fw={entry.overdue ? 650 : 400}
        >
          {entry.overdue ? 'Overdue: was due' : 'Due'} {showDistance(entry.due)}
        </Text>
        {problem !== null && (
          <Alert role="alert" variant="outline" className="error-state">
            {problem}
          </Alert>
        )}
        <Textarea
          label="Why is the source not named?"
          autosize
          minRows={2}
          value={draft.reason}
          onChange={(event) => change({ ...draft, reason: event.currentTarget.value })}
        />
        <Textarea
          label="How do they know?"
          autosize
          minRows={2}
          value={draft.basis_of_knowledge}
          onChange={(event) => change({ ...draft, basis_of_knowledge: event.currentTarget.value })}
        />
        <Select
          label="Terms"
          data={TERMS}
          value={draft.terms}
          allowDeselect={false}
          onChange={(terms) => change({ ...draft, terms: terms as Terms })}
        />
        <Select
          label="Colleague who knows the identity"
          placeholder="Nobody yet"
          clearable
          data={people.map((person) => ({ value: String(person.id), label: person.name }))}
          value={draft.known_to === null ? null : String(draft.known_to)}
          onChange={(id) => change({ ...draft, known_to: id === null ? null : Number(id) })}
        />
        <NumberInput
          label="Independent corroborations"
          min={0}
          max={99}
          allowDecimal={false}
          value={draft.corroborations}
          onChange={(count) => change({ ...draft, corroborations: Number(count) || 0 })}
        />
        <Select
          label="Outcome"
          placeholder="Still open"
          clearable
          data={OUTCOMES}
          value={draft.outcome}
          onChange={(outcome) => change({ ...draft, outcome: outcome })}
        />
        {draft.outcome !== null && (
          <Textarea
            label="Reason for the outcome"
            autosize
            minRows={2}
            value={draft.outcome_reason}
            onChange={(event) => change({ ...draft, outcome_reason: event.currentTarget.value })}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" variant={draft.outcome === null ? 'default' : 'filled'}>
            {draft.outcome === null ? 'Save' : 'Close the follow-up'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
