import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../../api/queries'
import { PageHeader } from '../../ui/states'
import classes from './Account.module.css'
import { PasskeysPanel } from './PasskeysPanel'
import { PasswordPanel } from './PasswordPanel'
import { SecondFactorPanel } from './SecondFactorPanel'
import { SessionsPanel } from './SessionsPanel'

/** One's own account: how one signs in, and where one is signed in. */
export function AccountPage() {
  const { data: me } = useQuery(sessionQuery)
  return (
    <>
      <PageHeader title={t`Your account`} />
      <p className={classes.who}>
        {me?.person.name} <span className={classes.muted}>{me?.person.login}</span>
      </p>
      <SessionsPanel />
      <PasskeysPanel />
      <SecondFactorPanel />
      <PasswordPanel />
    </>
  )
}
