import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { sessionQuery } from '../../api/queries'
import { EmptyState, PageHeader } from '../../ui/states'
import { isAdmin } from '../accounts/roles'
import classes from './admin.module.css'
import { SECTIONS } from './sections'

/** The administration's pages with the way between them: at the side, or a menu on a phone. */
export function AdminLayout() {
  const { data: me } = useQuery(sessionQuery)
  const { pathname } = useLocation()
  if (!isAdmin(me)) {
    return (
      <>
        <PageHeader title={t`Admin`} />
        <EmptyState title={t`This page is for admins`}>
          <Trans>
            An admin of the desk adds people, decides how the desk works and makes tokens for
            programs. Ask one, should you need any of it.
          </Trans>
        </EmptyState>
      </>
    )
  }
  const here = SECTIONS.find(({ to }) => pathname.startsWith(to))
  return (
    <div className={classes.page}>
      <nav className={classes.side} aria-label={t`Administration`}>
        {SECTIONS.map(({ to, label }) => (
          <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
            {i18n._(label)}
          </Link>
        ))}
      </nav>
      <nav className={classes.menu} aria-label={t`Administration`}>
        <Menu position="bottom-start" width={240}>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
              {here === undefined ? t`Admin` : i18n._(here.label)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {SECTIONS.map(({ to, label }) => (
              <Menu.Item key={to} component={Link} to={to}>
                {i18n._(label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </nav>
      <div>
        <Outlet />
      </div>
    </div>
  )
}
