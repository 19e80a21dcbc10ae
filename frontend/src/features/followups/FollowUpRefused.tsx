import { Alert, Button, Text } from '@mantine/core'
import type { ApiProblem, FollowUp } from '../../api/client'
import { FollowUpFacts } from './FollowUpFacts'

interface Props {
  problem: ApiProblem
  entry: FollowUp
  takeTheirs: () => void
}

/** Why it was not saved. What a colleague saved meanwhile stands here; what was typed stays below. */
export function FollowUpRefused({ problem, entry, takeTheirs }: Props) {
  return (
    <Alert role="alert" variant="outline" className="error-state" title="Not saved">
      <Text size="sm">
        {problem.status === 412
          ? 'A colleague changed this follow-up while you were writing.'
          : problem.message}
      </Text>
      {problem.status === 412 && (
        <>
          <Text size="sm" fw={650} mt="xs">
            On the desk now:
          </Text>
          <FollowUpFacts entry={entry} />
          <Text size="sm" my="xs">
            Yours is below, untouched. Saving again puts it in place of theirs.
          </Text>
          <Button size="xs" variant="default" onClick={takeTheirs}>
            Take theirs instead
          </Button>
        </>
      )}
    </Alert>
  )
}
