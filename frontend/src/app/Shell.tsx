import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Burger, Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { sessionQuery } from '../api/queries'
import { isAdmin } from '../features/accounts/roles'
import { useOutbox } from '../features/outbox/outbox'
import { later, lazyPart, stands } from '../lib/later'
import { Apart } from '../ui/ErrorBoundary'
import { Key } from '../ui/Key'
import { OnItsWay } from '../ui/OnItsWay'
import { undoLast } from '../ui/undo'
import { InboxBell } from './InboxBell'
import { keysLater, refuse, useKeys, type Handlers, type KeyName, type Refused } from './keys'
import { GO } from './places'
import classes from './Shell.module.css'

const KeyHelp = lazyPart(keysLater, (m) => m.KeyHelp)
const Palette = lazyPart(keysLater, (m) => m.Palette)
const LiveDesk = lazyPart(
  later(() => import('../live/LiveDesk')),
  (m) => m.LiveDesk,
)
const Tour = lazyPart(
  later(() => import('../features/setup/Tour')),
  (m) => m.Tour,
)
// Not before the page stands: a menu is a good part of what a first visit would load.
const UserMenu = lazyPart(
  later(() => import('./UserMenu')),
  (m) => m.UserMenu,
)

/** These have a sign or a button beside the bar. */
const BESIDE_BAR = new Set<KeyName>(['goSearch', 'goInbox', 'goAdd'])
const IN_BAR = GO.filter(({ key }) => !BESIDE_BAR.has(key))

const NOTHING_TO_UNDO: Refused = {
  refused: () => keysLater().then((m) => m.nothingToUndo()),
}

export function Shell() {
  useOutbox()
  const [open, { toggle, close }] = useDisclosure(false)
  const [help, helpPanel] = useDisclosure(false)
  const [finding, palette] = useDisclosure(false)
  const { data: me } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const { history } = useRouter()
  const { pathname } = useLocation()
  useEffect(() => {
    // The queue says itself when its first claims are there.
    if (pathname !== '/') stands()
  }, [pathname])
  const name = me?.person.name ?? ''
  const places = GO.filter((place) => place.admin !== true || isAdmin(me))
  const go: Handlers = Object.fromEntries(
    places.map(({ key, to }) => [key, () => void navigate({ to })]),
  )
  useKeys({
    ...go,
    help: helpPanel.open,
    palette: palette.open,
    undo: () => {
      if (!undoLast()) refuse('undo', NOTHING_TO_UNDO)
    },
    // The queue and the search page have fields of their own for this key.
    search: () => void navigate({ to: '/search' }),
    ...(pathname === '/'
      ? {}
      : { back: () => (history.canGoBack() ? history.back() : void navigate({ to: '/' })) }),
  })
  // As wide as what takes its place, so that nothing jumps.
  const menu = (
    <Button
      variant="default"
      size="xs"
      aria-busy
      aria-label={t`Account of ${name}`}
      rightSection={<span className={`${classes.stead} ${classes.wide}`} />}
    >
      <span className={classes.name}>{name}</span>
      <span className={`${classes.stead} ${classes.figure}`} />
    </Button>
  )
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
          <Button
            variant="default"
            size="xs"
            className={classes.find}
            onClick={palette.open}
            rightSection={<Key name="palette" />}
          >
            <Trans>Find</Trans>
          </Button>
          <Link to="/search" className={classes.tool} aria-label={t`Search everything`}>
            <IconSearch size={18} aria-hidden />
          </Link>
          <InboxBell />
          <Button component={Link} to="/articles/new" size="xs" aria-label={t`Add article`}>
            <Trans>
              Add<span className={classes.wide}>&nbsp;article</span>
            </Trans>
          </Button>
          <Apart instead={menu}>
            <Suspense fallback={menu}>
              <UserMenu name={name} showKeys={helpPanel.open} showPalette={palette.open} />
            </Suspense>
          </Apart>
        </Group>
      </header>
      <Apart>
        <Suspense>
          <LiveDesk />
        </Suspense>
      </Apart>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
        <Apart>
          <Suspense>
            <Tour />
          </Suspense>
        </Apart>
      </main>
      {finding && (
        <Apart onClose={palette.close}>
          <Suspense fallback={<OnItsWay />}>
            <Palette onClose={palette.close} />
          </Suspense>
        </Apart>
      )}
      {help && (
        <Apart onClose={helpPanel.close}>
          <Suspense fallback={<OnItsWay />}>
            <KeyHelp opened onClose={helpPanel.close} />
          </Suspense>
        </Apart>
      )}
    </>
  )
}
