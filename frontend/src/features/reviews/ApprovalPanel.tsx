import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Claim } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { useDraft } from '../../lib/drafts'
import { can, decide } from '../claims/actions'

type Submitted = Pick<Claim, 'id' | 'version' | 'actions' | 'followup' | 'verdict' | 'state'>

/** An editor's decision. What stands in its way is said, not just greyed out. */
export function ApprovalPanel({ claim }: { claim: Submitted }) {
  const { data: me } = useQuery(sessionQuery)
  const [comment, setComment, drop] = useDraft(`approval:${claim.id}`, '')
  const approvable = can(claim, 'approve')
  const returnable = can(claim, 'return')
  if (!approvable && !returnable) return null
  const send = async (decision: 'approve' | 'return', publish: boolean, done: string) => {
    if (await decide(claim, { decision, comment, publish }, done)) drop()
  }
  return (
    <Stack gap="sm">
      {!approvable && claim.state === 'submitted' && (
        <Text size="sm" c="var(--alarm)">
          {claim.verdict?.author.id === me?.person.id
            ? 'You wrote this verdict, so another editor has to approve it.'
            : 'It cannot be approved while the follow-up of its unnamed source is open.'}
        </Text>
      )}
      <Textarea
        label="Comment (needed to return it)"
        autosize
        minRows={2}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        {approvable && (
          <Button onClick={() => void send('approve', true, 'Approved and published.')}>
            Approve and publish
          </Button>
        )}
        {approvable && (
          <Button variant="default" onClick={() => void send('approve', false, 'Approved.')}>
            Approve only
          </Button>
        )}
        {returnable && (
          <Button
            variant="default"
            disabled={comment.trim() === ''}
            onClick={() => void send('return', false, 'Returned to its checker.')}
          >
            Return
          </Button>
        )}
      </Group>
    </Stack>
  )
}
