import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../../api/queries'
import { useDesk } from '../accounts/desk'

/** The desks where whoever is signed in is an admin. */
export function useOwnDesks() {
  const { data: me } = useQuery(sessionQuery)
  return (me?.desks ?? []).filter(({ role }) => role === 'admin')
}

/** The desk the page is about, which stands in its address; else the chosen one or the first. */
export function useAdminDesk(): number {
  const { desk } = useSearch({ strict: false })
  const chosen = useDesk()
  const desks = useOwnDesks()
  const at = (wanted: number | null | undefined) => desks.find(({ id }) => id === wanted)
  return (at(desk) ?? at(chosen) ?? desks[0])?.id ?? 0
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
