import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Person } from '../../api/client'
import { peopleQuery } from '../../api/queries'
import { useSend } from '../../lib/send'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { inHandQuery, refreshPeople } from './queries'

const QUEUE = 'queue'

/** Somebody leaves: says what they have in hand and where it goes. */
export function Deactivate({ person, close }: { person: Person; close: () => void }) {
  const held = useQuery(inHandQuery(person.id))
  const people = useQuery(peopleQuery)
  const [to, setTo] = useState(QUEUE)
  const [reason, setReason] = useState('')
  const { busy, problem, send } = useSend()
  const { name } = person
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      await unwrap(
        api.POST('/api/v1/people/{person_id}/deactivation', {
          params: { path: { person_id: person.id } },
          body: { to: to === QUEUE ? null : Number(to), release: to === QUEUE, reason },
        }),
      )
      await refreshPeople()
      say(t`${name} cannot sign in any more.`)
      close()
    })
  }
  if (held.isPending) return <Loading lines={3} label={t`Looking for their claims`} />
  if (held.isError) return <ErrorState error={held.error} retry={() => void held.refetch()} />
  const claims = held.data.items
  const more = held.data.next !== null
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && <Refusal>{problem.message}</Refusal>}
        <p>
          <Trans>
            {name} is signed out at once and cannot sign in. What they wrote and decided stays,
            under their name. You can reactivate them later.
          </Trans>
        </p>
        {claims.length > 0 && (
          <>
            <div>
              <strong>
                {more
                  ? t`More than 20 claims in hand`
                  : plural(claims.length, { one: '# claim in hand', other: '# claims in hand' })}
              </strong>
              <ul>
                {claims.slice(0, 5).map((claim) => (
                  <li key={claim.id}>
                    <Link to="/claims/$claimId" params={{ claimId: claim.id }}>
                      {claim.text.slice(0, 90)}
                    </Link>
                  </li>
                ))}
                {claims.length > 5 && <li>…</li>}
              </ul>
            </div>
            <Select
              label={t`They go to`}
              allowDeselect={false}
              searchable
              data={[
                { value: QUEUE, label: t`Back into the queue` },
                ...(people.data ?? [])
                  .filter(({ id, active }) => active && id !== person.id)
                  .map(({ id, name: label }) => ({ value: String(id), label })),
              ]}
              value={to}
              onChange={(value) => setTo(value ?? QUEUE)}
            />
          </>
        )}
        <TextInput
          label={t`Reason, for the audit trail`}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" color="red" variant="outline" loading={busy}>
            <Trans>Deactivate</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}
