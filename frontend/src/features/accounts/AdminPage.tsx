import { PageHeader } from '../../ui/states'
import { PeoplePanel } from './PeoplePanel'
import { TokensPanel } from './TokensPanel'

/** For admins of the desk: who works here, and which programs may call. */
export function AdminPage() {
  return (
    <>
      <PageHeader title="Admin" />
      <PeoplePanel />
      <TokensPanel />
    </>
  )
}
