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
import { useDraft } from '../../lib/drafts'
import { Key } from '../../ui/Key'
import { can, decide } from '../claims/actions'
import { OtherWords } from '../outbox/OtherWords'
import classes from './Approvals.module.css'

type Submitted = Pick<Claim, 'id' | 'version' | 'actions' | 'state' | 'sensitive'>

interface Props {
  claim: Submitted
  /** Called once it is approved or returned. */
  onDone?: () => void
}

/** An editor's decision. What stands in its way is said, not just greyed out. */
export function ApprovalPanel({ claim, onDone }: Props) {
  const [comment, setComment, drop] = useDraft(`approval:${claim.id}`, '')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const returnable = can(claim, 'return')
  const { data } = useQuery({
    ...obstaclesQuery([claim.id]),
    enabled: returnable && claim.state === 'submitted',
  })
  const obstacle = data?.get(claim.id) ?? ''
  const approvable = can(claim, 'approve') && obstacle === ''
  const send = async (decision: 'approve' | 'return', publish: boolean, done: string) => {
    if (busy) return
    setBusy(true)
    const sent = await decide(claim, { decision, comment, publish }, done)
    setBusy(false)
    if (!sent) return
    drop()
    onDone?.()
  }
  const publish = () => {
    if (approvable && !claim.sensitive) void send('approve', true, t`Approved and published.`)
  }
  const approve = () => {
    if (approvable) void send('approve', false, t`Approved.`)
  }
  const giveBack = () => {
    if (returnable && comment.trim() !== '') void send('return', false, t`Returned to its checker.`)
  }
  useKeys({ publish, approve, giveBack: () => field.current?.focus() })
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
      <OtherWords of={`approval:${claim.id}`} />
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
        {approvable && !claim.sensitive && (
          <Button loading={busy} onClick={publish} rightSection={<Key name="publish" />}>
            <Trans>Approve and publish</Trans>
          </Button>
        )}
        {approvable && (
          <Button
            variant={claim.sensitive ? 'filled' : 'default'}
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
      {approvable && claim.sensitive && (
        <p className={classes.note}>
          <Trans>It is marked sensitive: another editor publishes it.</Trans>
        </p>
      )}
    </Stack>
  )
}
