import { Alert, Button, Checkbox, Group, Kbd, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ApiProblem, etag, unwrap, type ClaimDetail, type Verdict } from '../../api/client'
import { refreshWork, scalesQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { useDraft } from '../../lib/drafts'
import { say } from '../../ui/undo'
import { hint, lacks } from './lacks'
import classes from './Verdict.module.css'
import { VerdictBody } from './VerdictHistory'

interface Draft {
  rating: string
  summary: string
  reasons: string
  why: string
  leftOut: number[]
}

/** Judging a claim. Every keystroke is kept in this browser until the desk has it. */
export function VerdictEditor({ claim }: { claim: ClaimDetail }) {
  const { data: scales } = useQuery(scalesQuery)
  const options = scales?.[0]?.options ?? []
  const last = claim.verdicts.at(-1)
  const [draft, change, drop] = useDraft<Draft>(`verdict:${claim.id}`, {
    rating: last?.rating.key ?? '',
    summary: last?.summary ?? '',
    reasons: last?.reasons ?? '',
    why: '',
    leftOut: [],
  })
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const standing = claim.evidence.filter((item) => item.retracted_at === null)
  const wasPublished = claim.verdicts.some((verdict) => verdict.published)
  useKeys({
    rate: (position) => {
      const option = options[position - 1]
      if (option) change({ ...draft, rating: option.key })
    },
  })
  const save = async (submit: boolean) => {
    setBusy(true)
    setProblem(null)
    try {
      await unwrap(
        api.PUT('/api/v1/claims/{claim_id}/verdict', {
          params: { path: { claim_id: claim.id }, header: { 'If-Match': etag(claim.version) } },
          body: {
            rating: draft.rating,
            summary: draft.summary,
            reasons: draft.reasons,
            why: draft.why,
            evidence: standing.map((item) => item.id).filter((id) => !draft.leftOut.includes(id)),
            submit,
          },
        }),
      )
      drop()
      say(submit ? 'Submitted to an editor.' : 'Saved.')
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, 'It was not saved.'))
    }
    setBusy(false)
    await refreshWork()
  }
  const lacking = lacks(draft, { evidence: standing.length - draft.leftOut.length, wasPublished })
  const ready = lacking.save.length === 0
  return (
    <section aria-labelledby="verdict-title" className="panel">
      <h2 id="verdict-title">Verdict</h2>
      <Stack gap="md">
        {problem !== null && <Refused problem={problem} />}
        <fieldset className={classes.scale}>
          <legend>Rating</legend>
          {options.map((option, i) => (
            <label key={option.key} className={classes.option}>
              <input
                type="radio"
                name="rating"
                value={option.key}
                checked={draft.rating === option.key}
                onChange={() => change({ ...draft, rating: option.key })}
              />
              <span className={classes.label}>{option.label}</span>
              <Kbd size="xs">{i + 1}</Kbd>
              <span className={classes.meaning}>{option.meaning}</span>
            </label>
          ))}
        </fieldset>
        <Textarea
          label="Summary for readers"
          description={`What readers get: the finding first. ${draft.summary.length} of 2,000 characters.`}
          autosize
          minRows={3}
          maxLength={2000}
          value={draft.summary}
          onChange={(event) => change({ ...draft, summary: event.currentTarget.value })}
        />
        <Textarea
          label="Reasons for the desk"
          description="How you came to it. Not published."
          autosize
          minRows={3}
          value={draft.reasons}
          onChange={(event) => change({ ...draft, reasons: event.currentTarget.value })}
        />
        {(wasPublished || claim.verdicts.length > 0) && (
          <Textarea
            label={wasPublished ? 'What made you change it? (needed)' : 'What made you change it?'}
            autosize
            value={draft.why}
            onChange={(event) => change({ ...draft, why: event.currentTarget.value })}
          />
        )}
        {standing.length > 0 && (
          <fieldset className={classes.rests}>
            <legend>Rests on</legend>
            {standing.map((item) => (
              <Checkbox
                key={item.id}
                label={item.title || item.url}
                checked={!draft.leftOut.includes(item.id)}
                onChange={(event) =>
                  change({
                    ...draft,
                    leftOut: event.currentTarget.checked
                      ? draft.leftOut.filter((id) => id !== item.id)
                      : [...draft.leftOut, item.id],
                  })
                }
              />
            ))}
          </fieldset>
        )}
        <Group justify="space-between">
          <Text size="sm" c="var(--muted)" role="status">
            {hint(lacking)}
          </Text>
          <Group gap="xs">
            <Button
              variant="default"
              disabled={!ready}
              loading={busy}
              onClick={() => void save(false)}
            >
              Save
            </Button>
            <Button
              disabled={!ready || lacking.submit.length > 0}
              loading={busy}
              onClick={() => void save(true)}
            >
              Submit to an editor
            </Button>
          </Group>
        </Group>
      </Stack>
    </section>
  )
}

/** Why it was not saved; where a colleague was faster, theirs stands here beside the kept draft. */
function Refused({ problem }: { problem: ApiProblem }) {
  const current = problem.current as { verdict?: Verdict | null } | undefined
  return (
    <Alert role="alert" variant="outline" className="error-state" title="Not saved">
      {problem.status === 412
        ? 'A colleague changed this claim while you were writing.'
        : problem.message}
      {problem.status === 412 && current?.verdict && (
        <div className={classes.theirs}>
          <strong>Theirs, now on the desk:</strong>
          <VerdictBody verdict={current.verdict} />
          <p>Yours is below, untouched. Saving again puts it after theirs.</p>
        </div>
      )}
    </Alert>
  )
}
