import { plural, t } from '@lingui/core/macro'
import { IconEye, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../api/queries'
import classes from './Live.module.css'
import { useThere } from './presence'

/** Which colleagues have the claim open, and who writes on it: a hint, which locks nothing. */
export function PresenceTag({ claim }: { claim: number }) {
  const { data: me } = useQuery(sessionQuery)
  const others = useThere(claim).filter(({ id }) => id !== me?.person.id)
  const writing = others.filter((person) => person.writing)
  const first = writing[0] ?? others[0]
  if (first === undefined) return null
  const Sign = writing.length > 0 ? IconPencil : IconEye
  return (
    <span className={classes.presence} title={others.map(({ name }) => name).join(', ')}>
      <Sign size={13} aria-hidden />
      {words(first.name, others.length - 1, writing.length > 0)}
    </span>
  )
}

function words(name: string, more: number, writing: boolean): string {
  if (more === 0) return writing ? t`${name} is writing a verdict` : t`${name} is on this`
  const others = plural(more, { one: '# other', other: '# others' })
  return writing
    ? t`${name} is writing a verdict, ${others} on this`
    : t`${name} and ${others} are on this`
}
