import { t } from '@lingui/core/macro'
import { api, unwrap, type Action, type Claim, type State } from '../../api/client'
import { queryClient, sessionQuery } from '../../api/queries'
import { orOf } from '../../lib/lists'
import { stateLabel } from '../../ui/badges'
import { standing } from '../claims/standing'

/** What cannot be done: an action of the desk's table, or what only the page knows to be done. */
export type Undoable = Action | 'yours' | 'evidence' | 'unnamed'

/** The desk's own table of what can be done with a claim, from where, and on which conditions. */
const workflowQuery = {
  queryKey: ['workflow'],
  staleTime: Infinity,
  queryFn: () => unwrap(api.GET('/api/v1/workflow')),
}

/** Why a claim does not allow it, and what does: where it stands, and what the desk's table says. */
export async function whyNot(claim: Claim, what: Undoable): Promise<string> {
  if (what === 'yours') return t`It is assigned to you already.`
  if (what === 'unnamed')
    return claim.source?.unnamed === true
      ? t`Its follow-up opens once the claim is accepted or assigned.`
      : t`Its source has a name: there is nothing to follow up.`
  const me = queryClient.getQueryData(sessionQuery.queryKey)?.person.id ?? 0
  const stands = standing(claim, me)
  if (what === 'evidence') return t`${stands} Restore it first.`
  const holder = claim.assignment?.assignee
  if (what === 'save_verdict' && claim.actions.includes('assign') && holder?.id !== me)
    return t`${stands} Assign it to yourself first, then rate it.`
  const row = (await queryClient.query(workflowQuery)).find(({ action }) => action === what)
  if (row === undefined) return stands
  if (!row.sources.includes(claim.state)) {
    const states = orOf(row.sources.map(quoted))
    return t`${stands} It can be done while a claim is ${states}.`
  }
  if (holder !== undefined && holder.id !== me) {
    const { name } = holder
    return t`${stands} Ask ${name} or an editor.`
  }
  const owns = ['own_or_editor', 'holder']
  const says = row.guards.filter(({ guard }) => !owns.includes(guard)).map((guard) => guard.says)
  return [stands, ...says].join(' ')
}

function quoted(state: State): string {
  const label = stateLabel(state)
  return t`“${label}”`
}

export const nothingToUndo = (): string => t`Nothing is left to undo: an offer stands for a moment.`
