import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { Button } from '@mantine/core'
import { api, unwrap } from '../../api/client'
import { articleQuery, peopleQuery, scalesQuery, type ClaimFilter } from '../../api/queries'
import { leave } from '../../app/keys'
import { useDesks } from '../accounts/desk'
import { chipsOf, without, type Names } from './chips'
import classes from './Queue.module.css'

/** What a link led here by and no button below shows: each said in words, and taken off by itself. */
export function FilterChips({
  filter,
  change,
}: {
  filter: ClaimFilter
  change: (next: ClaimFilter) => void
}) {
  const names = useNames(filter)
  const chips = chipsOf(filter, names)
  if (chips.length === 0) return null
  return (
    <div role="group" aria-label={t`Also filtered by`} className={classes.chips}>
      {chips.map(({ keys, words }) => (
        <Button
          key={keys.join()}
          size="compact-xs"
          variant="default"
          rightSection={<IconX size={12} aria-hidden />}
          aria-label={t`Show without: ${words}`}
          onClick={(event) => {
            // It leaves with the focus, which goes on at the claim at hand.
            leave(event.currentTarget)
            change(without(filter, keys))
          }}
        >
          {words}
        </Button>
      ))}
    </div>
  )
}

const isId = (text: string | undefined): text is string => text !== undefined && /^\d+$/.test(text)

/** What the ids in the filter stand for, as far as it is known yet. */
function useNames({ assignee, article, source, desk, by, rated }: ClaimFilter): Names {
  const people = useQuery({ ...peopleQuery, enabled: isId(assignee) || by !== undefined }).data
  const title = useQuery({ ...articleQuery(article ?? 0), enabled: article !== undefined }).data
  const known = useQuery({
    queryKey: ['source', source],
    enabled: isId(source),
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/sources/{source_id}', { params: { path: { source_id: Number(source) } } }),
      ),
  }).data
  const scales = useQuery({ ...scalesQuery, enabled: rated !== undefined }).data
  const [scale, rating] = rated?.split(':') ?? []
  const options = scales?.find(({ key }) => key === scale)?.options
  const person = (id: number) => people?.find((one) => one.id === id)?.name
  const desks = useDesks()
  return {
    assignee: isId(assignee) ? person(Number(assignee)) : undefined,
    by: by === undefined ? undefined : person(by),
    article: title?.title,
    source: known?.name,
    rating: options?.find(({ key }) => key === rating)?.label,
    desk: desks.find(({ id }) => id === desk)?.name,
  }
}
