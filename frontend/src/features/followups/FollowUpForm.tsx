import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { FollowUp } from '../../api/client'
import { settleDraft, useFollowingDraft } from '../../lib/drafts'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { takeBack } from '../outbox/outbox'
import { useSendOrKeep } from '../outbox/useWaiting'
import { Waits } from '../outbox/Waits'
import { FollowUpFields } from './FollowUpFields'
import { FollowUpRefused } from './FollowUpRefused'
import { bodyOf, draftOf, listed, OUTCOMES, problemOf, type FollowUpDraft } from './terms'

/** What is known of an unnamed source. A colleague's faster save is shown, never overwritten unseen. */
export function FollowUpForm({ entry }: { entry: FollowUp }) {
  const key = `followup:${entry.id}`
  const [kept, setDraft, drop] = useFollowingDraft<FollowUpDraft>(
    key,
    draftOf(entry),
    ({ base }) => base < entry.version,
  )
  // A draft from before a field was there has none of it yet.
  const draft = { ...draftOf(entry), ...kept }
  const { busy, problem: refused, waits, send } = useSendOrKeep(key)
  const [seen, setSeen] = useState<typeof refused>(null)
  // Once theirs was shown, saving again puts this in its place.
  const base = refused?.status === 412 ? entry.version : draft.base
  const change = (part: Partial<FollowUpDraft>) => {
    takeBack(key)
    setDraft({ ...draft, ...part })
  }
  const closing = draft.outcome !== null
  const problem = problemOf(draft)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const body = bodyOf(draft)
    void send({ kind: 'followUp', claim: entry.claim, version: base, body }, (answer) => {
      const saved = answer as FollowUp
      settleDraft<FollowUpDraft>(key, kept, {
        has: draftOf(saved),
        rebase: (since) => ({ ...since, base: saved.version }),
      })
      say(closing ? t`Follow-up closed.` : t`Follow-up saved.`)
    })
  }
  return (
    <form onSubmit={save} aria-label={t`Follow-up`}>
      <Stack gap="sm">
        {waits && <Waits />}
        <OtherWords of={key} />
        {refused !== null && refused !== seen && (
          <FollowUpRefused
            problem={refused}
            entry={entry}
            takeTheirs={() => {
              setDraft(draftOf(entry))
              drop()
              setSeen(refused)
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
