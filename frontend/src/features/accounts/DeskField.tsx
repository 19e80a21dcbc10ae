import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Menu, Select } from '@mantine/core'
import { chooseDesk, useDesk, useDesks } from './desk'

/** Which desk a form is for. There is nothing to choose for somebody on one. */
export function DeskField() {
  const desk = useDesk()
  const desks = useDesks()
  if (desks.length < 2) return null
  return (
    <Select
      label={t`Desk`}
      allowDeselect={false}
      data={desks.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(desk)}
      onChange={(id) => chooseDesk(Number(id))}
    />
  )
}

/** The same choice in the account menu. */
export function DeskItems() {
  const desk = useDesk()
  const desks = useDesks()
  if (desks.length < 2) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Label>
        <Trans>What you add goes to</Trans>
      </Menu.Label>
      <Menu.RadioGroup value={String(desk)} onChange={(id) => chooseDesk(Number(id))}>
        {desks.map(({ id, name }) => (
          <Menu.RadioItem key={id} value={String(id)}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
