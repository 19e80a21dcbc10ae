import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { ClaimDetail } from '../../api/client'
import { peopleQuery } from '../../api/queries'
import { ErrorState } from '../../ui/states'
import { assignClaim } from './actions'

/** Gives a claim to somebody, until a day where there is one. */
export function AssignDialog({ claim, onClose }: { claim: ClaimDetail; onClose: () => void }) {
  const people = useQuery(peopleQuery)
  const [who, setWho] = useState<string | null>(
    claim.assignment === null ? null : String(claim.assignment.assignee.id),
  )
  const [due, setDue] = useState('')
  const [busy, setBusy] = useState(false)
  const name = people.data?.find((person) => String(person.id) === who)?.name
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (who === null || name === undefined) return
    setBusy(true)
    const until = due === '' ? null : new Date(due).toISOString()
    const done = await assignClaim(claim.id, Number(who), until, `Assigned to ${name}.`)
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Assign the claim">
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {people.isError && (
            <ErrorState error={people.error} retry={() => void people.refetch()} />
          )}
          <Select
            label="To"
            searchable
            data={(people.data ?? [])
              .filter((person) => person.active)
              .map((person) => ({ value: String(person.id), label: person.name }))}
            value={who}
            onChange={setWho}
            data-autofocus
            comboboxProps={{ withinPortal: true }}
          />
          <TextInput
            label="Due (may be left out)"
            type="datetime-local"
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy} disabled={name === undefined}>
              Assign
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
