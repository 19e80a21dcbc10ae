import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../../api/queries'

/** The desks where whoever is signed in is an admin. */
export function useOwnDesks() {
  const { data: me } = useQuery(sessionQuery)
  return (me?.desks ?? []).filter(({ role }) => role === 'admin')
}

/** The desk the page is about, which stands in its address; the first where none does. */
export function useAdminDesk(): number {
  const { desk } = useSearch({ strict: false })
  const desks = useOwnDesks()
  return (desks.find(({ id }) => id === desk) ?? desks[0])?.id ?? 0
}

/** Chooses it, where there is a choice. */
export function DeskChoice() {
  const desk = useAdminDesk()
  const desks = useOwnDesks()
  const navigate = useNavigate()
  if (desks.length < 2) return null
  return (
    <Select
      aria-label={t`Desk`}
      size="xs"
      allowDeselect={false}
      data={desks.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(desk)}
      onChange={(id) => void navigate({ to: '.', search: { desk: Number(id) } })}
    />
  )
}
