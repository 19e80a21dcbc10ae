import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Claim } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { useFocusBack } from '../../lib/focusBack'
import { snoozeRow } from './rowActions'
import { LATER } from './snoozing'
import classes from './SnoozeDialog.module.css'

interface Props {
  claim: Claim
  onClose: () => void
  /** Called once snoozing it is undone. */
  onBack?: () => void
}

/** Until when a claim stays out of the queue: the usual times are one click or Enter. */
export function SnoozeDialog({ claim, onClose, onBack }: Props) {
  useFocusBack()
  const [now] = useState(() => new Date())
  const [date, setDate] = useState('')
  const at = date === '' ? null : new Date(date)
  const past = at !== null && at <= now
  const snooze = (until: Date | null) => {
    onClose()
    void snoozeRow(claim, until?.toISOString() ?? null, onBack)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (at !== null && !past) snooze(at)
  }
  return (
    <Modal opened onClose={onClose} title={t`Snooze the claim`} returnFocus>
      <form onSubmit={submit}>
        <Stack>
          <p className={classes.claim} dir="auto">
            {claim.text}
          </p>
          <p className={classes.hint}>
            <Trans>
              It leaves the queue until then, or until something happens to it. The filter “Snoozed”
              shows it.
            </Trans>
          </p>
          <div className={classes.later}>
            {LATER.map(({ label, at: when }, i) => (
              <Button
                key={label.id}
                variant="default"
                justify="space-between"
                rightSection={
                  <span className={classes.when}>{showMoment(when(now).toISOString())}</span>
                }
                data-autofocus={i === 0 || undefined}
                onClick={() => snooze(when(now))}
              >
                {i18n._(label)}
              </Button>
            ))}
          </div>
          <Group align="flex-end" gap="xs">
            <TextInput
              type="datetime-local"
              label={t`At another time`}
              value={date}
              onChange={(event) => setDate(event.currentTarget.value)}
              error={past ? t`That is over already.` : undefined}
            />
            <Button type="submit" disabled={at === null || past}>
              <Trans>Snooze</Trans>
            </Button>
            {claim.snoozed_until !== null && (
              <Button variant="default" onClick={() => snooze(null)}>
                <Trans>Back into the queue now</Trans>
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
