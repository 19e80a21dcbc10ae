import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { useOffers } from '../../app/offers'
import type { Deed } from './bulk'
import { PRIORITIES } from './Marks'

interface Props {
  act: (label: string, deed: Deed, done: string) => void
}

/** Gives the selected claims a priority: a menu, and each in the palette. */
export function BulkPriority({ act }: Props) {
  const priorities = PRIORITIES.map(({ value, label }) => {
    const name = i18n._(label)
    const word = name.toLowerCase()
    const deed: Deed = { action: 'label', priority: value }
    return {
      id: `priority-${value}`,
      name,
      does: t`give the selected claims ${word} priority`,
      act: () => act(t`${name} priority`, deed, t`given ${word} priority`),
    }
  })
  useOffers(priorities)
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="xs" variant="default">
          <Trans>Priority…</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {priorities.map(({ id, name, act }) => (
          <Menu.Item key={id} onClick={act}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
