import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, unwrap } from '../../api/client'
import type { components } from '../../api/schema'
import { showDay } from '../../lib/dates'
import { isFocusLost } from '../../lib/focusBack'
import { ErrorState, Loading } from '../../ui/states'
import { say } from '../../ui/undo'
import classes from './Account.module.css'
import { Enrol } from './Enrol'
import { factorQuery, goOnAs, refreshAccount } from './queries'
import { RecoveryCodes } from './RecoveryCodes'
import { useChange } from './SignInAgain'

type Enrolment = components['schemas']['TotpEnrolment']

/** A code beside the password: turned on, off, and what to do when the app is lost. */
export function SecondFactorPanel() {
  const factor = useQuery(factorQuery)
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const { change, refused } = useChange()
  const title = useRef<HTMLHeadingElement>(null)
  const kept = () => {
    setCodes(null)
    // The button that began it is gone once the factor is on: then the dialog has none to give it to.
    setTimeout(() => {
      if (isFocusLost()) title.current?.focus()
    }, 50)
  }
  const begin = () =>
    change(async () => {
      setEnrolment(await unwrap(api.POST('/api/v1/account/second-factor')))
    })
  const renew = () =>
    change(async () => {
      const made = await unwrap(api.POST('/api/v1/account/recovery-codes'))
      setCodes(made.codes)
      await refreshAccount()
    })
  const turnOff = () => {
    if (!window.confirm(t`Turn the second factor off? The password alone then lets one in.`)) return
    void change(async () => {
      await unwrap(api.DELETE('/api/v1/account/second-factor'))
      say(t`The second factor is off.`)
      await refreshAccount()
    })
  }
  const since = factor.data?.since ?? null
  const left = factor.data?.recovery_codes ?? 0
  const day = since === null ? '' : showDay(since)
  return (
    <section aria-labelledby="factor-title" className="panel">
      <h2 id="factor-title" ref={title} tabIndex={-1}>
        <Trans>Second factor</Trans>
      </h2>
      {factor.isPending && <Loading lines={2} label={t`Loading the second factor`} />}
      {factor.isError && <ErrorState error={factor.error} retry={() => void factor.refetch()} />}
      {refused}
      {factor.data !== undefined && since === null && (
        <>
          <p>
            <Trans>
              With a code from an app on your phone beside the password, who finds out the password
              still does not get in.
            </Trans>{' '}
            {factor.data.required && (
              <strong>
                <Trans>Your role needs it: all else waits until it is on.</Trans>
              </strong>
            )}
          </p>
          <Button onClick={() => void begin()}>
            <Trans>Set up an app</Trans>
          </Button>
        </>
      )}
      {factor.data !== undefined && since !== null && (
        <>
          <p>
            <Trans>On since {day}.</Trans>{' '}
            {plural(left, {
              one: '# recovery code is left.',
              other: '# recovery codes are left.',
            })}
          </p>
          <div className="page-actions">
            <Button size="xs" variant="default" onClick={() => void renew()}>
              <Trans>Make new recovery codes</Trans>
            </Button>
            {!factor.data.required && (
              <Button size="xs" variant="default" onClick={turnOff}>
                <Trans>Turn it off</Trans>
              </Button>
            )}
          </div>
        </>
      )}
      <Modal
        opened={enrolment !== null}
        onClose={() => setEnrolment(null)}
        title={t`Set up an app`}
      >
        {enrolment !== null && (
          <Enrol
            enrolment={enrolment}
            done={(made) => {
              setEnrolment(null)
              setCodes(made.codes)
              void goOnAs(made.me)
            }}
          />
        )}
      </Modal>
      <Modal
        opened={codes !== null}
        onClose={kept}
        title={t`Your recovery codes`}
        // Shown this once: only who says that they have kept them leads on.
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        {codes !== null && <RecoveryCodes codes={codes} done={kept} />}
      </Modal>
      <p className={classes.muted}>
        <Trans>Without app and recovery codes an admin has to let you in again.</Trans>
      </p>
    </section>
  )
}
