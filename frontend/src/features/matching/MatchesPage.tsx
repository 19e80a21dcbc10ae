import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Textarea } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { useKeys } from '../../app/keys'
import { showNumber } from '../../lib/dates'
import { useTyped } from '../../lib/useTyped'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { MatchList } from './MatchList'
import classes from './matching.module.css'
import { LONGEST, lengthOf, matchesQuery } from './queries'

/** Anyone pastes a sentence and sees who has checked it before. */
export function MatchesPage() {
  const { text: wanted } = useSearch({ from: '/desk/matches' })
  const navigate = useNavigate()
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useTyped(wanted)
  useKeys({ search: () => field.current?.focus() })
  const look = (text: string) => {
    const words = text.trim()
    // What is too long stays as it was typed, and nothing is asked.
    if (lengthOf(words) > LONGEST) return
    void navigate({ to: '/matches', search: words === '' ? {} : { text: words }, replace: true })
  }
  const length = lengthOf(typed)
  const over = length - LONGEST
  const tooMany = showNumber(over)
  const [count, most] = [showNumber(length), showNumber(LONGEST)]
  const lookLater = useDebouncedCallback(look, 400)
  return (
    <div className={classes.page}>
      <PageHeader title={t`Checked before?`} />
      <search>
        <Textarea
          ref={field}
          size="md"
          label={t`What was said`}
          description={t`A sentence, as somebody said it. Looked for among the desk’s claims and what others have checked.`}
          autosize
          minRows={2}
          maxRows={8}
          error={
            over > 0 &&
            t`That is ${tooMany} characters too long to be looked for. Take out all but the statement.`
          }
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            lookLater(event.currentTarget.value)
          }}
          onKeyDown={(event) => {
            // A sentence has no lines: Enter asks at once.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            look(event.currentTarget.value)
          }}
        />
        <p className={classes.tally}>
          <Trans>
            {count} of {most} characters
          </Trans>
        </p>
      </search>
      {wanted === undefined || over > 0 ? (
        <EmptyState title={t`Has this been checked?`}>
          <Trans>
            Paste a sentence. Earlier claims that say the same come first, then those that differ in
            a number, a name or a date.
          </Trans>
        </EmptyState>
      ) : (
        <Found text={wanted} />
      )}
    </div>
  )
}

function Found({ text }: { text: string }) {
  const found = useQuery(matchesQuery(text))
  if (found.isPending) return <Loading lines={6} label={t`Looking for earlier checks`} />
  if (found.data === undefined)
    return <ErrorState error={found.error} retry={() => void found.refetch()} />
  const { items, has_words: hasWords } = found.data
  const count = showNumber(items.length)
  if (items.length === 0 && !hasWords)
    return (
      <EmptyState title={t`No word to look for`}>
        <Trans>
          These words are in nearly every sentence, or are none. Add what it is about: a name, a
          thing, a number.
        </Trans>
      </EmptyState>
    )
  if (items.length === 0)
    return (
      <EmptyState title={t`Nobody has checked this`}>
        <Trans>
          Neither the desk nor those whose checks were brought in have anything like it. Fewer words
          may find more.
        </Trans>
      </EmptyState>
    )
  return (
    <>
      <p role="status" className={classes.tally}>
        {t`${count} found, the likest first`}
      </p>
      <div aria-busy={found.isPlaceholderData}>
        <MatchList items={items} />
      </div>
    </>
  )
}
