import { Button, Checkbox, Stack, Textarea } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { api, unwrap, type FollowUp } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import classes from './FollowUp.module.css'
import { labelOf, USES } from './terms'

interface Props {
  entry: FollowUp
  /** Whether the caller has the role for it; the desk decides on the rest. */
  signs: boolean
}

/** Whether this use of the source is signed off, and an editor's form to do so. */
export function SignOff({ entry, signs }: Props) {
  const { sign_off: signed, approver } = entry
  const use = labelOf(USES, entry.use)
  if (approver === null && signed === null && !signs) return null
  return (
    <section className={classes.part} aria-labelledby="signoff-title">
      <div className={classes.head}>
        <h3 id="signoff-title">Sign-off</h3>
      </div>
      <p className={classes.detail}>
        Use: {use}.{' '}
        {approver === null
          ? 'Nobody has to sign it off.'
          : `Signed off by ${approver === 'admin' ? 'an admin' : 'an editor'} who does not work on the claim.`}
      </p>
      {signed !== null && (
        <p className={classes.signed}>
          <IconCircleCheck size={18} aria-hidden />
          <span>
            <strong>{signed.by.name}</strong> signed off “{labelOf(USES, signed.use)}”,{' '}
            {showMoment(signed.at)}
            {signed.knows_identity && ', and knows who the source is'}
            {signed.note !== '' && `: ${signed.note}`}
          </span>
        </p>
      )}
      {signs && entry.outcome === null && <SignOffForm entry={entry} again={signed !== null} />}
    </section>
  )
}

const EMPTY = { knows_identity: false, note: '' }

function SignOffForm({ entry, again }: { entry: FollowUp; again: boolean }) {
  const [draft, change, drop] = useDraft(`sign-off:${entry.id}`, EMPTY)
  const { busy, problem, send } = useSend()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await send(() =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/followup/sign-off', {
          params: { path: { claim_id: entry.claim } },
          body: draft,
        }),
      ),
    )
    if (!done) return
    change(EMPTY)
    drop()
    say('Signed off.')
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Sign off">
      <Stack gap="xs" mt="xs" align="stretch">
        {problem !== null && <Refusal title="Not signed off">{problem.message}</Refusal>}
        <Checkbox
          label="I know who the source is"
          checked={draft.knows_identity}
          onChange={(event) => change({ ...draft, knows_identity: event.currentTarget.checked })}
        />
        <Textarea
          label="Note (may be left out)"
          autosize
          minRows={1}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => change({ ...draft, note: event.currentTarget.value })}
        />
        <div>
          <Button type="submit" size="xs" variant="default" loading={busy}>
            {again ? 'Sign off again' : 'Sign off this use'}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
