import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Text } from '@mantine/core'
import { IconKeyOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Evidence, FollowUp } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { showDay, showDistance, showMoment } from '../../lib/dates'
import { isAdmin, isEditor } from '../accounts/roles'
import { Attempts } from './Attempts'
import { Checklist } from './Checklist'
import { Corroborations } from './Corroborations'
import classes from './FollowUp.module.css'
import { FollowUpFacts } from './FollowUpFacts'
import { FollowUpForm } from './FollowUpForm'
import { SignOff } from './SignOff'

/** The ledger entry of an unnamed source. It has no field for the source's name, on purpose. */
export function FollowUpPanel({
  entry,
  evidence = [],
}: {
  entry: FollowUp
  evidence?: Evidence[]
}) {
  const { data: me } = useQuery(sessionQuery)
  const open = entry.outcome === null
  const editor = isEditor(me)
  const writes = open && !entry.notes_hidden
  return (
    <section
      id="followup"
      tabIndex={-1}
      aria-labelledby="followup-title"
      className="panel"
      data-tone="alarm"
    >
      <h2 id="followup-title">{entry.hearsay ? t`Hearsay` : t`Unnamed source`}</h2>
      <Clock entry={entry} />
      <ArticlesWords entry={entry} />
      <Checklist entry={entry} waives={open && editor} />
      <div className={classes.part}>
        {writes && (
          <Text size="sm" mb="sm">
            <Trans>
              <strong>Never write the source’s name here.</strong> Record which colleague knows it.
            </Trans>
          </Text>
        )}
        {entry.notes_hidden && (
          <Text size="sm" mb="sm">
            <Trans>
              What the desk knows of this source is kept by whoever holds the claim and by editors.
              You see what is open, not the notes.
            </Trans>
          </Text>
        )}
        {entry.notes_unreadable && (
          <Alert icon={<IconKeyOff size={16} aria-hidden />} variant="outline" role="note" mb="sm">
            <Trans>
              Some of the notes cannot be read: the server lacks the key that they were sealed with.
              Ask whoever runs it. They are still there, and nothing is written over them.
            </Trans>
          </Alert>
        )}
        {writes ? <FollowUpForm entry={entry} /> : <FollowUpFacts entry={entry} />}
      </div>
      <SignOff entry={entry} signs={entry.approver === 'admin' ? isAdmin(me) : editor} />
      <Attempts entry={entry} open={writes} />
      <Corroborations entry={entry} evidence={evidence} open={writes} />
    </section>
  )
}

/** When it is due and when it expires, as long as it is open. */
function Clock({ entry }: { entry: FollowUp }) {
  if (entry.outcome !== null) return null
  const due = showDistance(entry.due)
  const expires = showDay(entry.expires)
  return (
    <p className={classes.state}>
      <span className={entry.overdue ? classes.late : undefined} title={showMoment(entry.due)}>
        {entry.overdue ? t`Overdue: was due ${due}` : t`Due ${due}`}
      </span>
      <span className={entry.expired ? classes.late : undefined}>
        {entry.expired ? t`Expired ${expires}` : t`Expires ${expires}`}
      </span>
    </p>
  )
}

/** What readers are told of the source: the article's own words, which the form's notes are not. */
function ArticlesWords({ entry }: { entry: FollowUp }) {
  const told = [entry.description, entry.promise_words, entry.reason_words].filter(Boolean)
  if (told.length === 0) return null
  return (
    <div className={classes.words}>
      <p className={classes.caption}>
        <Trans>Readers are told</Trans>
      </p>
      {told.map((words) => (
        <p key={words} dir="auto">
          {t`“${words}”`}
        </p>
      ))}
    </div>
  )
}
