import '@mantine/spotlight/styles.css'
import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Key } from '../../ui/Key'
import { KEYS, perform, possible, takeTypedAhead, type KeyName } from '../../app/keys'
import { usePaletteFinds } from './usePaletteFinds'

const APART = new Set<KeyName>(['palette', 'rate', 'back'])

/** Everything that can be done here, every page, and what the desk has: found by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState(takeTypedAhead)
  const [words] = useDebouncedValue(query.trim(), 200)
  // What could be done when it opened: in the dialog itself nothing can.
  const [names] = useState(() => possible().filter((name) => !APART.has(name)))
  useEffect(() => spotlight.open(), [])
  const finds = usePaletteFinds(words, query)
  const row = (name: KeyName) => ({
    id: name,
    label: i18n._(KEYS[name].does),
    rightSection: <Key name={name as Exclude<KeyName, 'rate'>} />,
    // Once the dialog has given the focus back.
    onClick: () => void setTimeout(() => perform(name), 50),
  })
  const actions: SpotlightActionGroupData[] = [
    { group: t`Actions`, actions: names.filter((name) => KEYS[name].place !== 'go').map(row) },
    { group: t`Go to`, actions: names.filter((name) => KEYS[name].place === 'go').map(row) },
    ...finds.groups,
  ]
  const nothing = finds.isError
    ? t`The desk could not be searched. Try again.`
    : finds.isFetching
      ? t`Searching…`
      : t`Nothing found.`
  return (
    <Spotlight
      actions={actions.filter(({ actions: some }) => some.length > 0)}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      nothingFound={nothing}
      shortcut={null}
      lockScroll={false}
      highlightQuery={false}
      scrollable
      maxHeight="60vh"
      attributes={{ content: { 'aria-label': t`Find` } }}
      searchProps={{
        placeholder: t`An action, a page, a claim, an article, a name`,
        'aria-label': t`Find`,
      }}
    />
  )
}
