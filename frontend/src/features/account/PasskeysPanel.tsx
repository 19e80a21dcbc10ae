import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, unwrap } from '../../api/client'
import type { components } from '../../api/schema'
import { showDay } from '../../lib/dates'
import { useSend } from '../../lib/send'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import classes from './Account.module.css'
import { passkeysQuery, refreshAccount } from './queries'
import { useChange } from './SignInAgain'
import { knowsPasskeys, makePasskey } from './webauthn'

type Passkey = components['schemas']['Passkey']

/** What signs in instead of login and password: a phone, a key, a password manager. */
export function PasskeysPanel() {
  const passkeys = useQuery(passkeysQuery)
  const [open, setOpen] = useState<Passkey | 'new' | null>(null)
  const { change, refused } = useChange()
  const remove = ({ id, name }: Passkey) => {
    if (!window.confirm(t`Remove the passkey “${name}”? It lets nobody in any more.`)) return
    void change(async () => {
      await unwrap(
        api.DELETE('/api/v1/account/passkeys/{passkey_id}', {
          params: { path: { passkey_id: id } },
        }),
      )
      say(t`The passkey is removed.`)
      await refreshAccount()
    })
  }
  const close = () => setOpen(null)
  return (
    <section aria-labelledby="passkeys-title" className="panel">
      <h2 id="passkeys-title">
        <Trans>Passkeys</Trans>
      </h2>
      <p>
        <Trans>
          Sign in with your fingerprint, your face or a security key: nothing to type, nothing to
          find out.
        </Trans>
      </p>
      {passkeys.isPending && <Loading lines={2} label={t`Loading passkeys`} />}
      {passkeys.isError && (
        <ErrorState error={passkeys.error} retry={() => void passkeys.refetch()} />
      )}
      {refused}
      {passkeys.data !== undefined && passkeys.data.items.length > 0 && (
        <ul className={classes.list}>
          {passkeys.data.items.map((passkey) => (
            <Row
              key={passkey.id}
              passkey={passkey}
              rename={() => setOpen(passkey)}
              remove={() => remove(passkey)}
            />
          ))}
        </ul>
      )}
      {passkeys.data !== undefined && <Make possible={passkeys.data.possible} open={setOpen} />}
      <Modal
        opened={open !== null}
        onClose={close}
        title={open === 'new' ? t`Make a passkey` : t`Rename a passkey`}
      >
        {open !== null && <NameForm passkey={open} close={close} />}
      </Modal>
    </section>
  )
}

function Make({ possible, open }: { possible: boolean; open: (what: 'new') => void }) {
  if (!possible)
    return (
      <p className={classes.muted}>
        <Trans>
          Browsers make passkeys only for a desk with a name and https, which this address has not.
        </Trans>
      </p>
    )
  if (!knowsPasskeys())
    return (
      <p className={classes.muted}>
        <Trans>This browser knows no passkeys. A newer one does.</Trans>
      </p>
    )
  return (
    <Button onClick={() => open('new')}>
      <Trans>Make a passkey</Trans>
    </Button>
  )
}

function Row({
  passkey,
  rename,
  remove,
}: {
  passkey: Passkey
  rename: () => void
  remove: () => void
}) {
  const { name } = passkey
  const made = showDay(passkey.created_at)
  const used = passkey.last_used_at === null ? null : showDay(passkey.last_used_at)
  return (
    <li className={classes.row}>
      <div>
        <span className={classes.name}>{name}</span>
        <div className={classes.muted}>
          {used === null ? (
            <Trans>made {made}, not used yet</Trans>
          ) : (
            <Trans>
              made {made}, last used {used}
            </Trans>
          )}
        </div>
      </div>
      <div className="page-actions">
        <Button size="compact-sm" variant="default" aria-label={t`Rename ${name}`} onClick={rename}>
          <Trans>Rename</Trans>
        </Button>
        <Button size="compact-sm" variant="default" aria-label={t`Remove ${name}`} onClick={remove}>
          <Trans>Remove</Trans>
        </Button>
      </div>
    </li>
  )
}

function NameForm({ passkey, close }: { passkey: Passkey | 'new'; close: () => void }) {
  const [name, setName] = useState(passkey === 'new' ? '' : passkey.name)
  const { busy, problem, send } = useSend()
  const { change, refused } = useChange()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      if (passkey === 'new') {
        const made = await change(() => makePasskey(name))
        if (!made) return
      } else {
        await unwrap(
          api.PUT('/api/v1/account/passkeys/{passkey_id}', {
            params: { path: { passkey_id: passkey.id } },
            body: { name },
          }),
        )
      }
      await refreshAccount()
      close()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {refused}
        {problem !== null && <Refusal>{problem.message}</Refusal>}
        <TextInput
          label={t`Name`}
          placeholder={t`The device that has it`}
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            {passkey === 'new' ? t`Make a passkey` : t`Rename`}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
