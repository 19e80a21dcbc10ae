import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../../api/queries'
import { EmptyState, PageHeader } from '../../ui/states'
import { isAdmin } from './roles'
import { PeoplePanel } from './PeoplePanel'
import { TokensPanel } from './TokensPanel'

/** For admins of the desk: who works here, and which programs may call. */
export function AdminPage() {
  const { data: me } = useQuery(sessionQuery)
  return (
    <>
      <PageHeader title="Admin" />
      {isAdmin(me) ? (
        <>
          <PeoplePanel />
          <TokensPanel />
        </>
      ) : (
        <EmptyState title="This page is for admins">
          An admin of the desk adds people and makes tokens for programs. Ask one, should you need
          either.
        </EmptyState>
      )}
    </>
  )
}
