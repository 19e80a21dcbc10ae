import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Burger, Button, Group, Menu, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconChevronDown,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconSearch,
  IconSun,
  IconSunMoon,
  IconUser,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { api, unwrap } from '../api/client'
import { queryClient, sessionQuery } from '../api/queries'
import { DeskItems } from '../features/accounts/DeskField'
import { isAdmin } from '../features/accounts/roles'
import { forgetSelection } from '../features/claims/useSelection'
import { InboxBell } from '../features/inbox/InboxBell'
import { useOutbox } from '../features/reviews/outbox'
import { Tour } from '../features/setup/Tour'
import { chooseLocale, LOCALES, type Locale } from '../i18n'
import { LiveDesk } from '../live/LiveDesk'
import { complain, undoLast } from '../ui/undo'
import { useKeys, useSingleKeys, type Handlers } from './keys'
import { GO } from './places'
import classes from './Shell.module.css'

const KeyHelp = lazy(() => import('./KeyHelp').then((m) => ({ default: m.KeyHelp })))

const Palette = lazy(() => import('./Palette').then((m) => ({ default: m.Palette })))

/** Those of the pages that stand in the bar; search and inbox have their signs beside it. */
const IN_BAR = GO.filter(({ key }) => key !== 'goSearch' && key !== 'goInbox')

export function Shell() {
  useOutbox()
  const [open, { toggle, close }] = useDisclosure(false)
  const [help, helpPanel] = useDisclosure(false)
  const [finding, palette] = useDisclosure(false)
  const { data: me } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const { history } = useRouter()
  const { pathname } = useLocation()
  const places = GO.filter((place) => place.admin !== true || isAdmin(me))
  const go: Handlers = Object.fromEntries(
    places.map(({ key, to }) => [key, () => void navigate({ to })]),
  )
  useKeys({
    ...go,
    help: helpPanel.open,
    palette: palette.open,
    undo: undoLast,
    // The queue and the search page have fields of their own for this key.
    search: () => void navigate({ to: '/search' }),
    ...(pathname === '/'
      ? {}
      : { back: () => (history.canGoBack() ? history.back() : void navigate({ to: '/' })) }),
  })
  return (
    <>
      <a href="#main" className="skip">
        <Trans>Skip to the page</Trans>
      </a>
      <header className={classes.bar}>
        <Link to="/" className={classes.brand}>
          claimdesk
        </Link>
        <Burger
          opened={open}
          onClick={toggle}
          size="sm"
          className={classes.burger}
          aria-label={t`Menu`}
          aria-expanded={open}
        />
        <nav
          className={classes.nav}
          data-open={open || undefined}
          aria-label={t`Main`}
          onClick={close}
        >
          {IN_BAR.filter((place) => places.includes(place)).map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className={classes.link}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {i18n._(label)}
            </Link>
          ))}
        </nav>
        <Group gap="xs" className={classes.tools}>
          <Link to="/search" className={classes.tool} aria-label={t`Search everything`}>
            <IconSearch size={18} aria-hidden />
          </Link>
          <InboxBell />
          <Button component={Link} to="/articles/new" size="xs" aria-label={t`Add article`}>
            <Trans>
              Add<span className={classes.wide}>&nbsp;article</span>
            </Trans>
          </Button>
          <UserMenu name={me?.person.name ?? ''} showKeys={helpPanel.open} />
        </Group>
      </header>
      <LiveDesk />
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
        <Tour />
      </main>
      <Suspense>{finding && <Palette onClose={palette.close} />}</Suspense>
      <Suspense>{help && <KeyHelp opened onClose={helpPanel.close} />}</Suspense>
    </>
  )
}

function UserMenu({ name, showKeys }: { name: string; showKeys: () => void }) {
  const navigate = useNavigate()
  const [singleKeys, turnSingleKeys] = useSingleKeys()
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const signOut = async () => {
    try {
      await unwrap(api.DELETE('/api/v1/session'))
    } catch (error) {
      complain(error)
      return
    }
    queryClient.clear()
    forgetSelection()
    await navigate({ to: '/sign-in' })
  }
  return (
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
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={showKeys}>
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
        <Menu.Item onClick={() => void signOut()}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
