import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Textarea } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Claim } from '../../api/client'
import { obstaclesQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { settleDraft, useDraft } from '../../lib/drafts'
import { Key } from '../../ui/Key'
import { can, decide } from '../claims/actions'
import { heldUntil } from '../claims/heldUntil'
import { OtherWords } from '../outbox/OtherWords'
import classes from './Approvals.module.css'

type Submitted = Pick<
  Claim,
  'id' | 'text' | 'version' | 'actions' | 'state' | 'sensitive' | 'article'
>

/** How long a first key for publishing waits for the second. */
const ASKS_FOR = 10_000

interface Props {
  claim: Submitted
  /** Called once it is approved or returned. */
  onDone?: () => void
}

/** An editor's decision. What stands in its way is said, not just greyed out. */
export function ApprovalPanel({ claim, onDone }: Props) {
  const key = `approval:${claim.id}`
  const [comment, setComment] = useDraft(key, '')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const returnable = can(claim, 'return')
  const { data } = useQuery({
    ...obstaclesQuery([claim.id]),
    enabled: returnable && claim.state === 'submitted',
  })
  const obstacle = data?.get(claim.id) ?? ''
  const approvable = can(claim, 'approve') && obstacle === ''
  const held = heldUntil(claim)
  const publishable = approvable && !claim.sensitive && held === ''
  const send = async (decision: 'approve' | 'return', publish: boolean, done: string) => {
    if (busy) return
    setBusy(true)
    const sent = await decide(claim, { decision, comment, publish }, done)
    setBusy(false)
    if (!sent) return
    settleDraft(key, comment)
    onDone?.()
  }
  const { id, text } = claim
  const publish = () => {
    if (publishable) void send('approve', true, t`Approved and published: “${text}”`)
  }
  // What readers have seen is not undone, only corrected: one key alone does not publish.
  const [asked, ask] = useState({ claim: 0, at: 0 })
  const asks = asked.claim === id
  const publishByKey = () => {
    if (!publishable) return
    if (asks && Date.now() - asked.at < ASKS_FOR) publish()
    else ask({ claim: id, at: Date.now() })
  }
  const approve = () => {
    if (approvable)
      void send(
        'approve',
        false,
        held !== ''
          ? t`Approved: “${text}”. ${held}`
          : t`Approved: “${text}”. That cannot be undone, but until it is published it can be returned.`,
      )
  }
  const giveBack = () => {
    if (returnable && comment.trim() !== '')
      void send('return', false, t`Returned to its checker: “${text}”`)
  }
  useKeys({ publish: publishByKey, approve, giveBack: () => field.current?.focus() })
  if (!returnable && !can(claim, 'approve')) return null
  return (
    <Stack gap="sm">
      {obstacle !== '' && (
        <p className={classes.obstacle}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            <strong>
              <Trans>You cannot approve it now.</Trans>
            </strong>{' '}
            {obstacle}
          </span>
        </p>
      )}
      <OtherWords of={key} />
      <Textarea
        ref={field}
        label={t`Comment`}
        description={t`Needed to return it. Kept in this browser as you type.`}
        autosize
        minRows={2}
        maxLength={5000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={getHotkeyHandler([['mod+Enter', giveBack]])}
      />
      <Group gap="xs">
        {publishable && (
          <Button loading={busy} onClick={publish} rightSection={<Key name="publish" />}>
            <Trans>Approve and publish</Trans>
          </Button>
        )}
        {approvable && (
          <Button
            variant={publishable ? 'default' : 'filled'}
            loading={busy}
            onClick={approve}
            rightSection={<Key name="approve" />}
          >
            <Trans>Approve only</Trans>
          </Button>
        )}
        {returnable && (
          <Button
            variant="default"
            loading={busy}
            disabled={comment.trim() === ''}
            onClick={giveBack}
            rightSection={<Key name="giveBack" />}
          >
            <Trans>Return</Trans>
          </Button>
        )}
      </Group>
      {asks && publishable && (
        <p role="status" className={classes.note}>
          <Trans>
            <Key name="publish" /> once more publishes it: readers then see its verdict, and only a
            correction changes that.
          </Trans>
        </p>
      )}
      {approvable && held !== '' && (
        <p role="note" className={classes.note}>
          {held}{' '}
          {claim.article.held?.status !== 'canceled' && (
            <Trans>Approve it now, and publish it after that.</Trans>
          )}
        </p>
      )}
      {approvable && claim.sensitive && (
        <p className={classes.note}>
          <Trans>It is marked sensitive: another editor publishes it.</Trans>
        </p>
      )}
    </Stack>
  )
}
