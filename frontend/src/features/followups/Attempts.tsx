import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { FollowUp } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { useWaitingForm } from '../outbox/useWaiting'
import { Waits } from '../outbox/Waits'
import classes from './FollowUp.module.css'
import { labelOf, listed, RESULTS, type AttemptResult } from './terms'

/** Every time the source was asked to go on the record. */
export function Attempts({ entry, open }: { entry: FollowUp; open: boolean }) {
  const [adding, setAdding] = useState(false)
  const count = entry.attempt_count
  return (
    <section className={classes.part} aria-labelledby="attempts-title">
      <div className={classes.head}>
        <h3 id="attempts-title">
          <Trans>Asked to be named</Trans>
        </h3>
        {open && !adding && (
          <Button size="compact-xs" variant="default" onClick={() => setAdding(true)}>
            <Trans>Add an attempt</Trans>
          </Button>
        )}
      </div>
      {adding && open && <AttemptForm entry={entry} onClose={() => setAdding(false)} />}
      {entry.attempts.length === 0 && !adding && (
        <p className={classes.detail}>
          {entry.notes_hidden && count > 0
            ? t`${count} on record; you do not see them.`
            : t`Nobody has asked yet.`}
        </p>
      )}
      <ol className={classes.records}>
        {entry.attempts.map((attempt) => (
          <li key={attempt.id}>
            <p className={classes.what}>{labelOf(RESULTS, attempt.result)}</p>
            {attempt.note !== '' && <p>{attempt.note}</p>}
            <p className={classes.meta}>
              {attempt.by.name}, {showMoment(attempt.at)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const EMPTY = { result: 'refused' as AttemptResult, note: '' }

function AttemptForm({ entry, onClose }: { entry: FollowUp; onClose: () => void }) {
  const { draft, change, busy, problem, waits, onSubmit } = useWaitingForm(
    `attempt:${entry.id}`,
    EMPTY,
    (draft) => ({ kind: 'attempt', claim: entry.claim, body: draft }),
    () => {
      say(t`The attempt is on record.`)
      onClose()
    },
  )
  return (
    <form onSubmit={onSubmit} aria-label={t`Add an attempt`}>
      <Stack gap="xs" mb="sm">
        {problem !== null && <Refusal title={t`Not added`}>{problem.message}</Refusal>}
        {waits && <Waits />}
        <OtherWords of={`attempt:${entry.id}`} />
        <Select
          label={t`What came of it`}
          data={listed(RESULTS)}
          allowDeselect={false}
          value={draft.result}
          onChange={(result) => change({ ...draft, result: result ?? 'refused' })}
        />
        <Textarea
          label={t`How, and what they said`}
          description={t`Without the source’s name.`}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => change({ ...draft, note: event.currentTarget.value })}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy}>
            <Trans>Add the attempt</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
