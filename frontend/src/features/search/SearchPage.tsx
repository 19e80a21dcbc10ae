import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, type FormEvent } from 'react'
import { useKeys } from '../../app/keys'
import { showNumber } from '../../lib/dates'
import { useTyped } from '../../lib/useTyped'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { KINDS, type SearchFor } from './filter'
import { HitItem } from './HitItem'
import { searchQuery } from './queries'
import classes from './Search.module.css'

/** Looking for words in everything the desk has, except comments and follow-ups. */
export function SearchPage() {
  const wanted = useSearch({ from: '/desk/search' })
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useTyped(wanted.text)
  useKeys({ search: () => field.current?.focus() })
  const look = ({ text, ...rest }: SearchFor, replace: boolean) =>
    void navigate({
      to: '/search',
      search: { ...rest, ...(text === undefined || text === '' ? {} : { text }) },
      replace,
    })
  const lookLater = useDebouncedCallback((text: string) => {
    look({ ...wanted, text: text.trim() }, true)
  }, 300)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    look({ ...wanted, text: typed.trim() }, false)
  }
  return (
    <div className={classes.page}>
      <PageHeader title={t`Search`} />
      <search>
        <form onSubmit={submit}>
          <TextInput
            ref={field}
            type="search"
            size="md"
            label={t`Words to look for`}
            description={t`In articles, claims, verdicts and evidence. “Quoted words” stand together; or and - work as on the web.`}
            leftSection={<IconSearch size={18} aria-hidden />}
            maxLength={500}
            autoFocus
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              lookLater(event.currentTarget.value)
            }}
          />
        </form>
        <Group gap={4} my="sm" role="group" aria-label={t`What to look in`}>
          {[{ kind: undefined, many: msg`Everything` }, ...KINDS].map(({ kind, many }) => (
            <button
              key={kind ?? 'all'}
              type="button"
              className={classes.choice}
              aria-pressed={wanted.kind === kind}
              onClick={() =>
                look(
                  kind === undefined ? { text: typed.trim() } : { text: typed.trim(), kind },
                  true,
                )
              }
            >
              {i18n._(many)}
            </button>
          ))}
        </Group>
      </search>
      {wanted.text === undefined ? (
        <EmptyState title={t`What are you looking for?`}>
          <Trans>
            A name, a number, a few words of a claim. Comments and what is known of unnamed sources
            are never searched.
          </Trans>
        </EmptyState>
      ) : (
        <Hits wanted={wanted} />
      )}
    </div>
  )
}

function Hits({ wanted }: { wanted: SearchFor }) {
  const found = useInfiniteQuery(searchQuery(wanted))
  const words = wanted.text ?? ''
  if (found.isPending) return <Loading lines={8} label={t`Searching`} />
  if (found.data === undefined)
    return <ErrorState error={found.error} retry={() => void found.refetch()} />
  const hits = found.data.pages.flatMap((page) => page.items)
  const count = showNumber(hits.length)
  if (hits.length === 0)
    return (
      <EmptyState title={t`Nothing has “${words}”`}>
        {wanted.kind === undefined
          ? t`Try fewer words or another form of them.`
          : t`Try fewer words or another form of them, or look in everything.`}
      </EmptyState>
    )
  return (
    <>
      <p role="status" className={classes.tally}>
        {found.hasNextPage
          ? t`${count} or more found, the best first`
          : t`${count} found, the best first`}
      </p>
      <ol className={classes.list} aria-busy={found.isPlaceholderData}>
        {hits.map((hit) => (
          <HitItem key={`${hit.kind}${hit.id}`} hit={hit} />
        ))}
      </ol>
      {found.hasNextPage && (
        <Group justify="center" mt="lg">
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </Group>
      )}
    </>
  )
}
