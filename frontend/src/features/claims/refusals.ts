import type { Action, Claim } from '../../api/client'
import { keysLater, type Refused } from '../../app/keys'
import type { Undoable } from '../keys/whyNot'
import { can } from './actions'

/** What stands in a key's handler's place where the claim does not allow it; worked out when asked. */
export const notNow = (claim: Claim, what: Undoable): Refused => ({
  refused: () => keysLater().then(({ whyNot }) => whyNot(claim, what)),
})

/** The handler where the desk allows the action on this claim, else why it does not. */
export const ifCan = <Does>(claim: Claim, action: Action, does: Does): Does | Refused =>
  can(claim, action) ? does : notNow(claim, action)

/** The same for taking a claim, which whoever has it already need not do. */
export const ifTakeable = <Does>(claim: Claim, me: number, does: Does): Does | Refused =>
  claim.assignment?.assignee.id === me ? notNow(claim, 'yours') : ifCan(claim, 'assign', does)
