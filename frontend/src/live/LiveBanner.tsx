import { plural } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { UnstyledButton } from '@mantine/core'
import { IconCloudCheck, IconCloudOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import classes from './Live.module.css'
import { useLiveState } from './state'

const PATIENCE = 1500

/** Whether the page is cut off from the desk, calmly, and that nothing is lost. */
export function LiveBanner({ retry }: { retry: () => void }) {
  const state = useLiveState()
  const broken = state.at === 'lost' || state.at === 'offline'
  const [patient, setPatient] = useState(true)
  // A line that is there again at once is nothing to speak of.
  useEffect(() => {
    const timer = window.setTimeout(() => setPatient(!broken), broken ? PATIENCE : 0)
    return () => window.clearTimeout(timer)
  }, [broken])
  return (
    <div role="status" className={classes.status} data-live={state.at}>
      {state.at === 'back' && (
        <p className={classes.back}>
          <IconCloudCheck size={16} aria-hidden />
          <Trans>Connected again. You see everything that happened meanwhile.</Trans>
        </p>
      )}
      {broken && !patient && (
        <p className={classes.lost}>
          <IconCloudOff size={16} aria-hidden />
          {state.at === 'offline' ? (
            <Trans>
              You are offline. What you type is kept in this browser; saving works again once you
              are back.
            </Trans>
          ) : (
            <Trans>
              The connection to the desk is lost. What you type is kept in this browser.
            </Trans>
          )}
          {state.at === 'lost' && (
            <>
              <Countdown until={state.retryAt} />
              <UnstyledButton className={classes.retry} onClick={retry}>
                <Trans>Try now</Trans>
              </UnstyledButton>
            </>
          )}
        </p>
      )}
    </div>
  )
}

/** Not read aloud: a number that changes every second would drown out everything else. */
function Countdown({ until }: { until: number | null }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 500)
    return () => window.clearInterval(timer)
  }, [])
  const seconds = until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
  return (
    <span aria-hidden className={classes.countdown}>
      {seconds === 0 ? (
        <Trans>Trying again …</Trans>
      ) : (
        plural(seconds, { one: 'Trying again in # second', other: 'Trying again in # seconds' })
      )}
    </span>
  )
}
