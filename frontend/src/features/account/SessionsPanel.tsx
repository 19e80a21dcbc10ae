import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import type { components } from '../../api/schema'
import { showMoment } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { complain, say } from '../../ui/undo'
import classes from './Account.module.css'
import { refreshAccount, sessionsQuery } from './queries'

type Session = components['schemas']['SessionSeen']

/** Where one is signed in, to be ended where one does not know it. */
export function SessionsPanel() {
  const sessions = useQuery(sessionsQuery)
  const act = async (call: () => Promise<unknown>, done: string) => {
    try {
      await call()
      say(done)
    } catch (error) {
      complain(error)
    }
    await refreshAccount()
  }
  const others = sessions.data?.filter((session) => !session.this) ?? []
  return (
    <section aria-labelledby="sessions-title" className="panel">
      <h2 id="sessions-title">
        <Trans>Where you are signed in</Trans>
      </h2>
      {sessions.isPending && <Loading lines={3} label={t`Loading where you are signed in`} />}
      {sessions.isError && (
        <ErrorState error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      {sessions.data !== undefined && (
        <>
          <ul className={classes.list}>
            {sessions.data.map((session) => (
              <Row
                key={session.id}
                session={session}
                end={() =>
                  void act(
                    () =>
                      unwrap(
                        api.DELETE('/api/v1/account/sessions/{session_id}', {
                          params: { path: { session_id: session.id } },
                        }),
                      ),
                    t`Signed out there.`,
                  )
                }
              />
            ))}
          </ul>
          {others.length === 0 ? (
            <p className={classes.muted}>
              <Trans>You are signed in nowhere else.</Trans>
            </p>
          ) : (
            <Button
              variant="default"
              size="xs"
              onClick={() =>
                void act(
                  () => unwrap(api.DELETE('/api/v1/account/sessions')),
                  t`Signed out everywhere but here.`,
                )
              }
            >
              <Trans>Sign out everywhere else</Trans>
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function Row({ session, end }: { session: Session; end: () => void }) {
  const device = deviceName(session)
  const { address } = session
  const [began, used] = [showMoment(session.began_at), showMoment(session.last_used_at)]
  return (
    <li className={classes.row}>
      <div>
        <span className={classes.name}>{device}</span>{' '}
        {session.this && (
          <Badge variant="default" size="sm">
            <Trans>here</Trans>
          </Badge>
        )}
        <div className={classes.muted}>
          <Trans>
            from {address}, since {began}, last used {used}
          </Trans>
        </div>
      </div>
      {!session.this && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t`Sign out: ${device}, ${address}`}
          onClick={end}
        >
          <Trans>Sign out</Trans>
        </Button>
      )}
    </li>
  )
}

function deviceName({ browser, system }: Session): string {
  if (browser === '') return system === '' ? t`An unknown browser` : system
  return system === '' ? browser : t`${browser} on ${system}`
}
