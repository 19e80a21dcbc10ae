import { Button, Checkbox, Group, Kbd, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ApiProblem, etag, unwrap, type ClaimDetail } from '../../api/client'
import { refreshWork, scalesQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { useFollowingDraft } from '../../lib/drafts'
import { say } from '../../ui/undo'
import { draftOf, type Draft } from './draft'
import { hint, lacks } from './lacks'
import { RatingChoice } from './RatingChoice'
import classes from './Verdict.module.css'
import { NewerVerdict, VerdictRefused } from './VerdictConflicts'

/** Judging a claim. Every keystroke is kept in this browser until the desk has it. */
export function VerdictEditor({ claim }: { claim: ClaimDetail }) {
  const { data: scales } = useQuery(scalesQuery)
  const scale = scales?.find((known) => known.default) ?? scales?.[0]
  const options = scale?.options.filter(({ retired }) => !retired) ?? []
  const count = claim.verdicts.length
  const [draft, change, drop] = useFollowingDraft<Draft>(
    `verdict:${claim.id}`,
    draftOf(claim),
    ({ after }) => after !== count,
  )
  const newer = draft.after < count ? claim.verdicts.at(-1) : undefined
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
        {problem !== null && <VerdictRefused problem={problem} />}
        {problem === null && newer !== undefined && (
          <NewerVerdict
            verdict={newer}
            keepMine={() => change({ ...draft, after: count })}
            takeTheirs={() => {
              change(draftOf(claim))
              drop()
            }}
          />
        )}
        <RatingChoice
          legend="Rating"
          name="rating"
          options={options}
          rating={draft.rating}
          choose={(rating) => change({ ...draft, rating })}
          hint={(position) => <Kbd size="xs">{position}</Kbd>}
        />
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
