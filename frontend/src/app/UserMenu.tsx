import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Menu, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconChevronDown,
  IconCommand,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconSun,
  IconSunMoon,
  IconUser,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, unwrap } from '../api/client'
import { queryClient } from '../api/queries'
import { DeskItems } from '../features/accounts/DeskField'
import { chooseLocale, LOCALES, type Locale } from '../i18n'
import { leaveFor } from '../lib/leave'
import { forgetPerson } from '../lib/own'
import { forgetUnsentNotes, hasUnsentNotes } from '../lib/sourceNotes'
import { Key } from '../ui/Key'
import { complain } from '../ui/undo'
import { useSingleKeys } from './keys'
import { useOffers } from './offers'
import classes from './Shell.module.css'
import { SignOutNotes } from './SignOutNotes'

interface Props {
  name: string
  showKeys: () => void
  showPalette: () => void
}

/** What concerns whoever is signed in: their keys, colours, language, and the way out. */
export function UserMenu({ name, showKeys, showPalette }: Props) {
  const navigate = useNavigate()
  const [singleKeys, turnSingleKeys] = useSingleKeys()
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const [asked, question] = useDisclosure(false)
  const signOut = async () => {
    let provider: string | null
    try {
      provider = (await unwrap(api.DELETE('/api/v1/session'))).provider_url
    } catch (error) {
      complain(error)
      return
    }
    forgetUnsentNotes()
    queryClient.clear()
    forgetPerson()
    // It ends its own session, and sends the browser back.
    if (provider !== null) leaveFor(provider)
    else await navigate({ to: '/sign-in' })
  }
  const wishToSignOut = () => {
    if (hasUnsentNotes()) question.open()
    else void signOut()
  }
  useOffers([
    { id: 'light', does: t`light colours`, act: () => setColorScheme('light') },
    { id: 'dark', does: t`dark colours`, act: () => setColorScheme('dark') },
    { id: 'auto', does: t`colours as this device has them`, act: () => setColorScheme('auto') },
    { id: 'account', does: t`your account`, act: () => void navigate({ to: '/account' }) },
    { id: 'sign-out', does: t`sign out`, act: wishToSignOut },
  ])
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            rightSection={<IconChevronDown size={14} aria-hidden className={classes.wide} />}
            aria-label={t`Account of ${name}`}
          >
            <span className={classes.name}>{name}</span>
            <IconUser size={16} aria-hidden className={classes.figure} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCommand size={16} />}
            rightSection={<Key name="palette" />}
            onClick={showPalette}
          >
            <Trans>Find anything</Trans>
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKeyboard size={16} />}
            rightSection={<Key name="help" />}
            onClick={showKeys}
          >
            <Trans>Keyboard keys</Trans>
          </Menu.Item>
          <Menu.CheckboxItem checked={singleKeys} onChange={turnSingleKeys}>
            <Trans>Single-key shortcuts</Trans>
          </Menu.CheckboxItem>
          <DeskItems />
          <Menu.Divider />
          <Menu.Item leftSection={<IconSun size={16} />} onClick={() => setColorScheme('light')}>
            <Trans>Light</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconMoon size={16} />} onClick={() => setColorScheme('dark')}>
            <Trans>Dark</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconSunMoon size={16} />} onClick={() => setColorScheme('auto')}>
            <Trans>As this device</Trans>
          </Menu.Item>
          <Menu.Divider />
          {Object.entries(LOCALES).map(([locale, name]) => (
            <Menu.Item
              key={locale}
              lang={locale}
              leftSection={<IconLanguage size={16} />}
              disabled={i18n.locale === locale}
              onClick={() => chooseLocale(locale as Locale)}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item component={Link} to="/account">
            <Trans>Your account</Trans>
          </Menu.Item>
          <Menu.Item onClick={wishToSignOut}>
            <Trans>Sign out</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <SignOutNotes
          onStay={question.close}
          onSignOut={() => {
            question.close()
            void signOut()
          }}
        />
      )}
    </>
  )
}
