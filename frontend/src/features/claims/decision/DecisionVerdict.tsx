import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Kbd, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useKeys } from '../../../app/keys'
import type { ClaimDetail } from '../../../api/client'
import { Key } from '../../../ui/Key'
import { RatingChoice } from '../../reviews/RatingChoice'
import { RestsOn } from '../../reviews/RestsOn'
import { useLacking } from '../../reviews/useLacking'
import { useRate } from '../../reviews/useRate'
import { useVerdict } from '../../reviews/useVerdict'
import { VerdictConflicts } from '../../reviews/VerdictConflicts'
import { useHeld } from '../held'
import classes from './Decision.module.css'

/**
 * The verdict, for whoever has the claim. A digit submits it and goes on at once where nothing is
 * lacking; else it chooses the rating, says what is, and leads there.
 */
export function DecisionVerdict({ claim, onDone }: { claim: ClaimDetail; onDone: () => void }) {
  const navigate = useNavigate()
  const verdict = useVerdict(claim)
  const { draft, change, save, busy, ready, options, wasPublished, standing } = verdict
  const { lacking, refusal, submittable } = verdict
  const { rating, summary, why, go: write, sends } = useLacking(verdict)
  const ahead = {
    goOn: onDone,
    open: () => void navigate({ to: '/claims/$claimId', params: { claimId: claim.id } }),
  }
  const submit = () => {
    if (submittable) save(true, ahead)
  }
  const rate = useRate(claim, verdict, ({ key }) => verdict.rate(key, ahead))
  useKeys({
    rate,
    write,
    submit: sends(submit),
  })
  // Nothing is left out unseen; once shown it stays, so that a box that is ticked again does not leave.
  const [shows, show] = useState(false)
  if (!shows && standing.some(({ id }) => draft.leftOut.includes(id))) show(true)
  useHeld(claim.id, 'write', ready ? write : null)
  return (
    <section aria-labelledby="decision-verdict" className={classes.part}>
      <h3 id="decision-verdict">
        <Trans>Verdict</Trans>
      </h3>
      <Stack gap="sm">
        <VerdictConflicts claim={claim} verdict={verdict} />
        <div ref={rating}>
          <RatingChoice
            legend={t`Rating`}
            name="decision-rating"
            options={options}
            rating={draft.rating}
            choose={(rating) => change({ ...draft, rating })}
            hint={(position) => (position <= 10 ? <Kbd size="xs">{position % 10}</Kbd> : <span />)}
            compact
          />
        </div>
        <Textarea
          ref={summary}
          label={t`Summary for readers`}
          size="sm"
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.summary}
          onChange={(event) => change({ ...draft, summary: event.currentTarget.value })}
        />
        <Textarea
          label={t`Reasons for the desk`}
          size="sm"
          autosize
          minRows={2}
          maxLength={20_000}
          value={draft.reasons}
          onChange={(event) => change({ ...draft, reasons: event.currentTarget.value })}
        />
        {wasPublished && (
          <Textarea
            ref={why}
            label={t`What made you change it? (needed)`}
            size="sm"
            autosize
            maxLength={2000}
            value={draft.why}
            onChange={(event) => change({ ...draft, why: event.currentTarget.value })}
          />
        )}
        {shows && <RestsOn standing={standing} draft={draft} change={change} />}
        <div>
          <Group gap="xs">
            <Button
              size="sm"
              disabled={refusal !== null}
              loading={busy}
              onClick={submit}
              rightSection={<Key name="submit" />}
            >
              <Trans>Submit</Trans>
            </Button>
            <Button
              size="sm"
              variant="default"
              disabled={lacking.save.length > 0}
              loading={busy}
              onClick={() => save(false, ahead)}
            >
              <Trans>Save for later</Trans>
            </Button>
          </Group>
          <Text size="sm" c="var(--muted)" mt={6} role="status">
            {refusal ?? t`Nothing is lacking. An editor gets it next.`}
          </Text>
        </div>
      </Stack>
    </section>
  )
}
