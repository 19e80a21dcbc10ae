import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ErrorState, Refusal } from '../../ui/states'
import classes from './articles.module.css'

interface Props {
  running: boolean
  stopped: boolean
  error: Error | null
  onCancel: () => void
}

/** What happens to a text that was sent; how long it takes is not known beforehand. */
export function IngestProgress({ running, stopped, error, onCancel }: Props) {
  if (running)
    return (
      <div className={classes.work} role="status">
        <strong>
          <Trans>Reading the article…</Trans>
        </strong>
        <progress className={classes.progress} aria-label={t`Finding claims`} />
        <ol className={classes.steps}>
          <li>
            <Trans>The text is sent and read.</Trans>
          </li>
          <li>
            <Trans>Headline, paragraphs and what belongs to the page are told apart.</Trans>
          </li>
          <li>
            <Trans>It is looked for who said what.</Trans>
          </li>
        </ol>
        <Waiting />
        <Button size="xs" variant="default" onClick={onCancel}>
          <Trans>Stop waiting</Trans>
        </Button>
      </div>
    )
  if (stopped)
    return (
      <Refusal title={t`You stopped waiting`}>
        <Trans>
          The text is still here. If the desk had read it already, the article is in the list;
          sending the same text again does not add it twice.
        </Trans>
      </Refusal>
    )
  return error === null ? null : <ErrorState error={error} />
}

function Waiting() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((known) => known + 1), 1000)
    return () => window.clearInterval(timer)
  }, [])
  // Seconds are for the eye alone: a screen reader would count aloud.
  return (
    <span aria-hidden className={classes.count}>
      <Trans>{seconds} s. A long article takes a few seconds.</Trans>
    </span>
  )
}
