import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Person } from '../../api/client'
import { queryClient } from '../../api/queries'
import { useSend } from '../../lib/send'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { providerAccountQuery, refreshPeople } from './queries'

/** Which account at the newsroom's provider is somebody's: linked, replaced, or forgotten. */
export function ProviderAccount({ person, close }: { person: Person; close: () => void }) {
  const known = useQuery(providerAccountQuery(person.id))
  const [typed, setTyped] = useState<string | null>(null)
  const { busy, problem, send } = useSend()
  const { name } = person
  const path = { params: { path: { person_id: person.id } } }
  const act = (call: () => Promise<unknown>, done: string) =>
    void send(async () => {
      await call()
      queryClient.removeQueries({ queryKey: providerAccountQuery(person.id).queryKey })
      await refreshPeople()
      say(done)
      close()
    })
  if (known.isPending) return <Loading lines={3} label={t`Looking for their account`} />
  if (known.isError) return <ErrorState error={known.error} retry={() => void known.refetch()} />
  const linked = known.data?.subject ?? ''
  const subject = (typed ?? linked).trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (subject === '' || subject === linked) return
    act(
      () =>
        unwrap(
          api.PUT('/api/v1/people/{person_id}/provider-account', { ...path, body: { subject } }),
        ),
      t`${name} signs in with that account.`,
    )
  }
  const unlink = () =>
    act(
      () => unwrap(api.DELETE('/api/v1/people/{person_id}/provider-account', path)),
      t`${name} has no account at the provider.`,
    )
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && <Refusal>{problem.message}</Refusal>}
        <p>
          {linked === '' ? (
            <Trans>
              {name} has not come in by the provider yet. Who comes from there with their login is
              linked by itself; name their account here where it has another login.
            </Trans>
          ) : (
            <Trans>
              Unlinked, the next account that comes from the provider with the login of {name} is
              theirs. Either way {name} is signed out on all devices.
            </Trans>
          )}
        </p>
        <TextInput
          label={t`Their id at the provider (sub)`}
          maxLength={255}
          value={typed ?? linked}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={busy} disabled={subject === '' || subject === linked}>
            <Trans>Link</Trans>
          </Button>
          {linked !== '' && (
            <Button variant="outline" color="red" loading={busy} onClick={unlink}>
              <Trans>Unlink</Trans>
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
