import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ReplySought } from '../../api/client'
import { showDistance, showMoment } from '../../lib/dates'
import { labelOf } from '../followups/terms'
import { EntryForm } from './EntryForm'
import classes from './Replies.module.css'
import { ANSWERS, CHANNELS, KINDS, STANDINGS, type Entry } from './words'

/** Somebody to be heard: where it stands, what they answered, and all that happened on the way. */
export function ReplyItem({ reply, writes }: { reply: ReplySought; writes: boolean }) {
  const [adding, add] = useState<Entry['kind'] | null>(null)
  const buttons = useRef<HTMLDivElement>(null)
  const { subject, deadline, standing, entries } = reply
  const waits = standing === 'waiting' || standing === 'overdue'
  const until = deadline === null ? '' : showMoment(deadline)
  const from = deadline === null ? '' : showDistance(deadline)
  const steps: { kind: Entry['kind']; label: string }[] = [
    {
      kind: 'contact',
      label: standing === 'not_asked' ? t`Record that they were asked` : t`Asked again`,
    },
    // Nothing is answered that was not asked, nor used before it is there.
    ...(standing === 'not_asked' ? [] : [{ kind: 'answer' as const, label: t`Record the answer` }]),
    ...(reply.answer === null ? [] : [{ kind: 'use' as const, label: t`Record where it is used` }]),
  ]
  const close = () => {
    flushSync(() => add(null))
    buttons.current?.querySelector('button')?.focus()
  }
  return (
    <li className={classes.reply}>
      <h3 className={classes.subject} dir="auto">
        {subject}
      </h3>
      <p className={classes.standing} data-late={standing === 'overdue' || undefined}>
        <strong>{labelOf(STANDINGS, standing)}</strong>
        {waits && deadline !== null && (
          <span title={from}>
            {' · '}
            <Trans>until {until}</Trans>
          </span>
        )}
        {reply.claim === null && (
          <span>
            {' · '}
            <Trans>on the whole article</Trans>
          </span>
        )}
      </p>
      {reply.concern !== '' && (
        <p className={classes.concern} dir="auto">
          {reply.concern}
        </p>
      )}
      {reply.words !== '' && reply.answer === 'quote' && (
        <blockquote className={classes.words} dir="auto">
          {reply.words}
        </blockquote>
      )}
      {entries.length > 0 && (
        <details className={classes.way}>
          <summary>
            <Trans>What happened so far</Trans>
          </summary>
          <ol>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ol>
        </details>
      )}
      {writes && adding === null && (
        <Group ref={buttons} gap="xs" mt="xs">
          {steps.map(({ kind, label }) => (
            <Button
              key={kind}
              size="compact-xs"
              variant="default"
              aria-label={`${label}: ${subject}`}
              onClick={() => add(kind)}
            >
              {label}
            </Button>
          ))}
        </Group>
      )}
      {writes && adding !== null && <EntryForm reply={reply} kind={adding} onClose={close} />}
    </li>
  )
}

function Line({ entry }: { entry: Entry }) {
  const until = entry.deadline === null ? '' : showMoment(entry.deadline)
  const what = [
    entry.channel !== null && labelOf(CHANNELS, entry.channel),
    entry.deadline !== null && t`until ${until}`,
    entry.answer !== null && labelOf(ANSWERS, entry.answer),
  ].filter((part) => part !== false)
  return (
    <li>
      <strong>{labelOf(KINDS, entry.kind)}</strong> {what.join(', ')}
      {entry.words !== '' && (
        <span className={classes.said} dir="auto">
          {entry.words}
        </span>
      )}
      <span className={classes.meta}>
        {entry.by.name}, {showMoment(entry.at)}
      </span>
    </li>
  )
}
