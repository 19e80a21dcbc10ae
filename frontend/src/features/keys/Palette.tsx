import '@mantine/spotlight/styles.css'
import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { sessionQuery } from '../../api/queries'
import { Key } from '../../ui/Key'
import { KEYS, perform, possible, takeTypedAhead, type KeyName } from '../../app/keys'
import { offered } from '../../app/offers'
import { useFocusBack } from '../../lib/focusBack'
import { isAdmin } from '../accounts/roles'
import { SECTIONS } from '../admin/sections'
import { useListbox } from './useListbox'
import { usePaletteFinds } from './usePaletteFinds'

const APART = new Set<KeyName>(['palette', 'rate', 'back'])
const [store, palette] = createSpotlight()

/** Everything that can be done here, every page, and what the desk has: found by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  useFocusBack()
  const [query, setQuery] = useState(takeTypedAhead)
  const [words] = useDebouncedValue(query.trim(), 200)
  // What could be done when it opened: in the dialog itself nothing can.
  const [names] = useState(() => possible().filter((name) => !APART.has(name)))
  const [offers] = useState(offered)
  useEffect(() => palette.open(), [])
  const { data: me } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const finds = usePaletteFinds(words, query)
  const field = useRef<HTMLInputElement>(null)
  const combobox = useListbox(store, query, field)
  // Once the dialog has given the focus back.
  const afterwards = (act: () => void) => () => void setTimeout(act, 50)
  const row = (name: KeyName) => ({
    id: name,
    label: i18n._(KEYS[name].does),
    rightSection: <Key name={name as Exclude<KeyName, 'rate'>} />,
    onClick: afterwards(() => perform(name)),
  })
  const administration = (isAdmin(me) ? SECTIONS : []).map(({ to, label }) => ({
    id: to,
    label: i18n._(label),
    description: t`Administration`,
    onClick: () => void navigate({ to }),
  }))
  const wanted = query.trim().toLowerCase()
  const fits = ({ label = '', keywords = '' }: SpotlightActionData) =>
    [label, keywords].flat().some((word) => word.toLowerCase().includes(wanted))
  const groups: { group: string; actions: SpotlightActionData[] }[] = [
    {
      group: t`Actions`,
      actions: [
        ...names.filter((name) => KEYS[name].place !== 'go').map(row),
        ...offers.map(({ id, does, act }) => ({ id, label: does, onClick: afterwards(act) })),
      ],
    },
    {
      group: t`Go to`,
      actions: [...names.filter((name) => KEYS[name].place === 'go').map(row), ...administration],
    },
    ...finds.groups,
  ]
    .map(({ group, actions }) => ({ group, actions: actions.filter(fits) }))
    .filter(({ actions }) => actions.length > 0)
  const nothing = finds.isError
    ? t`The desk could not be searched. Try again.`
    : finds.isFetching
      ? t`Searching…`
      : t`Nothing found.`
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight="60vh"
      attributes={{ content: { 'aria-label': t`Find` } }}
    >
      <Spotlight.Search
        ref={field}
        placeholder={t`An action, a page, a claim, an article, a name`}
        aria-label={t`Find`}
        {...combobox}
      />
      {groups.length > 0 ? (
        <Spotlight.ActionsList role="listbox" aria-label={t`Found`}>
          {groups.map(({ group, actions }) => (
            <Spotlight.ActionsGroup key={group} label={group} role="group" aria-label={group}>
              {actions.map(({ id, keywords: _, ...action }) => (
                <Spotlight.Action key={id} role="option" data-find={id} {...action} />
              ))}
            </Spotlight.ActionsGroup>
          ))}
        </Spotlight.ActionsList>
      ) : (
        <Spotlight.Empty role="status">{nothing}</Spotlight.Empty>
      )}
    </Spotlight.Root>
  )
}
