import { t } from '@lingui/core/macro'
import {
  api,
  ApiProblem,
  etag,
  unwrap,
  type Claim,
  type ClaimDetail,
  type DismissKind,
  type Me,
} from '../../api/client'
import { showMoment } from '../../lib/dates'
import { complain, offerUndo, say } from '../../ui/undo'
import { comeBack, write } from './optimism'

const path = (id: number) => ({ params: { path: { claim_id: id } } })

/** The claim as a write of one's own left it: undoing that is for this version alone. */
type Left = { version?: number }
const asLeft = (id: number, { version }: Left) => ({
  params: {
    path: { claim_id: id },
    header: version === undefined ? {} : { 'If-Match': etag(version) },
  },
})

/** The write, which notes in `left` how it left the claim. */
const noted = (left: Left, call: () => Promise<ClaimDetail>) => async () => {
  const answer = await call()
  left.version = answer.version
  return answer
}

/** Says why something was not undone: where a colleague was quicker, who. */
function notUndone(error: unknown): void {
  const stale = error instanceof ApiProblem && error.status === 412
  const by = stale && (error.current as { changed_by?: string } | undefined)?.changed_by
  const said = by
    ? new ApiProblem(412, t`${by} changed the claim since. It stays as it is.`)
    : error
  complain(said, t`Not undone`)
}

const give = (id: number, assignee: number, due: string | null, left: Left = {}) =>
  unwrap(
    api.POST('/api/v1/claims/{claim_id}/assignment', {
      ...asLeft(id, left),
      body: { assignee, due },
    }),
  )

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
  const left: Left = {}
  const done = write(
    id,
    { assignment, state: 'assigned' },
    noted(left, () => give(id, me.person.id, null)),
  )
  const undo = () =>
    void write(
      id,
      { assignment: before, state },
      () =>
        before === null
          ? unwrap(api.DELETE('/api/v1/claims/{claim_id}/assignment', asLeft(id, left)))
          : give(id, before.assignee.id, before.due, left),
      notUndone,
    )
  offerUndo(t`Assigned to you.`, undo, { write: done })
  return done
}

/** Undoes what took a row out: it is back where it stood, unless the desk refuses. */
function undone(id: number, change: Partial<Claim>, call: () => Promise<unknown>) {
  const out = comeBack(id)
  return write(id, change, call, (error) => {
    out()
    notUndone(error)
  })
}

const sleep = (id: number, until: string | null, left: Left = {}) =>
  unwrap(api.POST('/api/v1/claims/{claim_id}/snooze', { ...asLeft(id, left), body: { until } }))

/** Takes a claim out of the queue until then; null puts it back. `onBack`: once that is undone. */
export function snoozeRow(
  claim: Claim,
  until: string | null,
  onBack?: () => void,
): Promise<boolean> {
  const { id, snoozed_until: before } = claim
  const left: Left = {}
  const done = write(
    id,
    until === null ? { snoozed_until: null } : null,
    noted(left, () => sleep(id, until)),
  )
  const when = until === null ? '' : showMoment(until)
  offerUndo(
    until === null ? t`Back in the queue.` : t`Snoozed until ${when}.`,
    () => {
      onBack?.()
      void undone(id, { snoozed_until: before }, () => sleep(id, before, left)).then((back) => {
        if (back && before === null) say(t`Back in the queue.`)
      })
    },
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
  const left: Left = {}
  const done = write(
    id,
    // Its row stays: a list without a state holds what is dismissed too. What can be done, the desk says.
    { state: 'dismissed', actions: [] },
    noted(left, () =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/dismissal', { ...path(id), body: { reason, kind } }),
      ),
    ),
    (error) => complain(error, t`Not dismissed: “${text}”`),
  )
  const restore = () =>
    unwrap(api.POST('/api/v1/claims/{claim_id}/restoration', asLeft(id, left))).then((restored) => {
      say(t`Restored.`)
      return restored
    })
  offerUndo(t`Dismissed.`, () => void undone(id, {}, restore), { write: done })
  return done
}
