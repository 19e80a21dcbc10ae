import { t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleQuery } from '../../api/queries'
import { ErrorState } from '../../ui/states'

/** Fields for who gets claims and until when; `chosen` is null until somebody is, and while it is due in the past. */
export function useAssignee(first: number | null = null) {
  const people = useQuery(peopleQuery)
  const [who, setWho] = useState(first === null ? null : String(first))
  const [due, setDue] = useState('')
  const [now] = useState(() => new Date())
  const past = due !== '' && new Date(due) <= now
  const name = people.data?.find((person) => String(person.id) === who)?.name
  const fields = (
    <>
      {people.isError && <ErrorState error={people.error} retry={() => void people.refetch()} />}
      <Select
        label={t`To`}
        searchable
        // In a dialog it has the focus from the start: Escape then closes that, at once.
        openOnFocus={false}
        // Enter takes what was found for what was typed.
        selectFirstOptionOnChange
        data={(people.data ?? [])
          .filter((person) => person.active)
          .map((person) => ({ value: String(person.id), label: person.name }))}
        value={who}
        onChange={setWho}
        data-autofocus
        comboboxProps={{ withinPortal: true }}
      />
      <TextInput
        label={t`Due (may be left out)`}
        type="datetime-local"
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
        error={past ? t`That is over already.` : undefined}
      />
    </>
  )
  const chosen = name === undefined || past ? null : { id: Number(who), name }
  return { chosen, due: due === '' ? null : new Date(due).toISOString(), fields }
}
