import { t } from '@lingui/core/macro'
import { api, unwrap, type Claim, type DismissKind, type Me } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { complain, offerUndo, say } from '../../ui/undo'
import { comeBack, write } from './optimism'

const path = (id: number) => ({ params: { path: { claim_id: id } } })

const give = (id: number, assignee: number, due: string | null) =>
  unwrap(api.POST('/api/v1/claims/{claim_id}/assignment', { ...path(id), body: { assignee, due } }))

/** Assigns a claim to whoever is signed in; undone, it goes back to who had it, or to nobody. */
export function takeRow(
  claim: Pick<Claim, 'id' | 'assignment' | 'state'>,
  me: Me,
): Promise<boolean> {
  const { id, assignment: before, state } = claim
  const assignment = {
    assignee: me.person,
    assigned_by: me.person.name,
    assigned_at: new Date().toISOString(),
    due: null,
    lease_until: null,
  }
  const done = write(id, { assignment, state: 'assigned' }, () => give(id, me.person.id, null))
  const undo = () =>
    void write(id, { assignment: before, state }, () =>
      before === null
        ? unwrap(api.DELETE('/api/v1/claims/{claim_id}/assignment', path(id)))
        : give(id, before.assignee.id, before.due),
    )
  offerUndo(t`Assigned to you.`, undo, { write: done })
  return done
}

/** Undoes what took a row out: it is back where it stood, unless the desk refuses. */
function undone(id: number, change: Partial<Claim>, call: () => Promise<unknown>) {
  const out = comeBack(id)
  return write(id, change, call, (error) => {
    out()
    complain(error)
  })
}

const sleep = (id: number, until: string | null) =>
  unwrap(api.POST('/api/v1/claims/{claim_id}/snooze', { ...path(id), body: { until } }))

/** Takes a claim out of the queue until then; null puts it back. */
export function snoozeRow(claim: Claim, until: string | null): Promise<boolean> {
  const { id, snoozed_until: before } = claim
  const done = write(id, until === null ? { snoozed_until: null } : null, () => sleep(id, until))
  const when = until === null ? '' : showMoment(until)
  offerUndo(
    until === null ? t`Back in the queue.` : t`Snoozed until ${when}.`,
    () => void undone(id, { snoozed_until: before }, () => sleep(id, before)),
    { write: done },
  )
  return done
}

/** Dismisses a claim; where the desk refuses, its row is as before and the reason stays in this browser. */
export function dismissRow(
  { id, text }: Pick<Claim, 'id' | 'text'>,
  reason: string,
  kind: DismissKind,
): Promise<boolean> {
  const done = write(
    id,
    // Its row stays: a list without a state holds what is dismissed too. What can be done, the desk says.
    { state: 'dismissed', actions: [] },
    () =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/dismissal', { ...path(id), body: { reason, kind } }),
      ),
    (error) => complain(error, t`Not dismissed: “${text}”`),
  )
  const restore = () =>
    unwrap(api.POST('/api/v1/claims/{claim_id}/restoration', path(id))).then((restored) => {
      say(t`Restored.`)
      return restored
    })
  offerUndo(t`Dismissed.`, () => void undone(id, {}, restore), { write: done })
  return done
}
