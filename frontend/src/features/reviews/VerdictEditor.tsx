import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Kbd, Stack, Text, Textarea } from '@mantine/core'
import type { ClaimDetail } from '../../api/client'
import { keyShortcut, useKeys } from '../../app/keys'
import { showNumber } from '../../lib/dates'
import { Key } from '../../ui/Key'
import { RatingChoice } from './RatingChoice'
import { RestsOn } from './RestsOn'
import { useLacking } from './useLacking'
import { useRate } from './useRate'
import { useVerdict } from './useVerdict'
import { VerdictConflicts } from './VerdictConflicts'

/** Judging a claim. Every keystroke is kept in this browser until the desk has it. */
export function VerdictEditor({ claim }: { claim: ClaimDetail }) {
  const verdict = useVerdict(claim)
  const { draft, change, save, busy, options, standing, wasPublished } = verdict
  const { lacking, refusal, submittable } = verdict
  const { rating, summary, why, go: write, sends } = useLacking(verdict)
  const rate = useRate(claim, verdict, ({ key }) => change({ ...draft, rating: key }))
  useKeys({
    rate,
    write,
    submit: sends(() => submittable && save(true)),
  })
  const written = showNumber(draft.summary.length)
  const most = showNumber(2000)
  return (
    <section aria-labelledby="verdict-title" className="panel">
      <h2 id="verdict-title">
        <Trans>Verdict</Trans>
      </h2>
      <Stack gap="md">
        <VerdictConflicts claim={claim} verdict={verdict} />
        <div ref={rating}>
          <RatingChoice
            legend={t`Rating`}
            name="rating"
            options={options}
            rating={draft.rating}
            choose={(rating) => change({ ...draft, rating })}
            hint={(position) => (position <= 10 ? <Kbd size="xs">{position % 10}</Kbd> : <span />)}
          />
        </div>
        <Textarea
          ref={summary}
          label={t`Summary for readers`}
          description={t`What readers get: the finding first. ${written} of ${most} characters.`}
          autosize
          minRows={3}
          maxLength={2000}
          value={draft.summary}
          onChange={(event) => change({ ...draft, summary: event.currentTarget.value })}
        />
        <Textarea
          label={t`Reasons for the desk`}
          description={t`How you came to it. Not published.`}
          autosize
          minRows={3}
          value={draft.reasons}
          onChange={(event) => change({ ...draft, reasons: event.currentTarget.value })}
        />
        {claim.verdicts.length > 0 && (
          <Textarea
            ref={why}
            label={
              wasPublished ? t`What made you change it? (needed)` : t`What made you change it?`
            }
            autosize
            value={draft.why}
            onChange={(event) => change({ ...draft, why: event.currentTarget.value })}
          />
        )}
        <RestsOn standing={standing} draft={draft} change={change} />
        <Group justify="space-between">
          <Text size="sm" c="var(--muted)" role="status">
            {refusal} <Trans>Kept in this browser as you type.</Trans>
          </Text>
          <Group gap="xs">
            <Button
              variant="default"
              disabled={lacking.save.length > 0}
              loading={busy}
              onClick={() => save(false)}
            >
              <Trans>Save</Trans>
            </Button>
            <Button
              disabled={refusal !== null}
              loading={busy}
              onClick={() => save(true)}
              aria-keyshortcuts={keyShortcut('submit')}
              rightSection={
                <span aria-hidden>
                  <Key name="submit" />
                </span>
              }
            >
              <Trans>Submit to an editor</Trans>
            </Button>
          </Group>
        </Group>
      </Stack>
    </section>
  )
}
