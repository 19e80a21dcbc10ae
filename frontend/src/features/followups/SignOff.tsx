import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Stack, Textarea } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { api, unwrap, type FollowUp } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { useDraftForm } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
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
        <h3 id="signoff-title">
          <Trans>Sign-off</Trans>
        </h3>
      </div>
      <p className={classes.detail}>
        <Trans>Use: {use}.</Trans> {whoSigns(approver)}
      </p>
      {signed !== null && (
        <p className={classes.signed}>
          <IconCircleCheck size={18} aria-hidden />
          <span>
            <SignedWords signed={signed} />
            {signed.note !== '' && `: ${signed.note}`}
          </span>
        </p>
      )}
      {signs && entry.outcome === null && <SignOffForm entry={entry} again={signed !== null} />}
    </section>
  )
}

function whoSigns(approver: FollowUp['approver']): string {
  if (approver === null) return t`Nobody has to sign it off.`
  return approver === 'admin'
    ? t`Signed off by an admin who does not work on the claim.`
    : t`Signed off by an editor who does not work on the claim.`
}

function SignedWords({ signed }: { signed: NonNullable<FollowUp['sign_off']> }) {
  const who = signed.by.name
  const use = labelOf(USES, signed.use)
  const when = showMoment(signed.at)
  return signed.knows_identity ? (
    <Trans>
      <strong>{who}</strong> signed off “{use}”, {when}, and knows who the source is
    </Trans>
  ) : (
    <Trans>
      <strong>{who}</strong> signed off “{use}”, {when}
    </Trans>
  )
}

const EMPTY = { knows_identity: false, note: '' }

function SignOffForm({ entry, again }: { entry: FollowUp; again: boolean }) {
  const key = `sign-off:${entry.id}`
  const { draft, change, busy, problem, onSubmit } = useDraftForm(
    key,
    EMPTY,
    (draft) =>
      unwrap(
        api.POST('/api/v1/claims/{claim_id}/followup/sign-off', {
          params: { path: { claim_id: entry.claim } },
          body: draft,
        }),
      ),
    () => say(t`Signed off.`),
  )
  return (
    <form onSubmit={onSubmit} aria-label={t`Sign off`}>
      <Stack gap="xs" mt="xs" align="stretch">
        <OtherWords of={key} />
        {problem !== null && <Refusal title={t`Not signed off`}>{problem.message}</Refusal>}
        <Checkbox
          label={t`I know who the source is`}
          checked={draft.knows_identity}
          onChange={(event) => change({ ...draft, knows_identity: event.currentTarget.checked })}
        />
        <Textarea
          label={t`Note (may be left out)`}
          autosize
          minRows={1}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => change({ ...draft, note: event.currentTarget.value })}
        />
        <div>
          <Button type="submit" size="xs" variant="default" loading={busy}>
            {again ? t`Sign off again` : t`Sign off this use`}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
