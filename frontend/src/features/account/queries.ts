import { queryOptions } from '@tanstack/react-query'
import { api, unwrap, type Me } from '../../api/client'
import { queryClient, sessionQuery, welcome } from '../../api/queries'

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: () => unwrap(api.GET('/api/v1/account/sessions')),
})

export const factorQuery = queryOptions({
  queryKey: ['account', 'second-factor'],
  queryFn: () => unwrap(api.GET('/api/v1/account/second-factor')),
})

export const passkeysQuery = queryOptions({
  queryKey: ['account', 'passkeys'],
  queryFn: () => unwrap(api.GET('/api/v1/account/passkeys')),
})

/** After a change to one's own account. */
export const refreshAccount = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['account'] })

/** Goes on in the fresh session that an answer began. */
export async function goOnAs(me: Me): Promise<void> {
  welcome(me)
  queryClient.setQueryData(sessionQuery.queryKey, me)
  await refreshAccount()
}
