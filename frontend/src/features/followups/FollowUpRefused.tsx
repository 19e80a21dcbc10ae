import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import type { ApiProblem, FollowUp } from '../../api/client'
import { Refusal } from '../../ui/states'
import { FollowUpFacts } from './FollowUpFacts'

interface Props {
  problem: ApiProblem
  entry: FollowUp
  takeTheirs: () => void
}

/** Why it was not saved. What a colleague saved meanwhile stands here; what was typed stays below. */
export function FollowUpRefused({ problem, entry, takeTheirs }: Props) {
  return (
    <Refusal title={t`Not saved`}>
      <Text size="sm">
        {problem.status === 412
          ? t`A colleague changed this follow-up while you were writing.`
          : problem.message}
      </Text>
      {problem.status === 412 && (
        <>
          <Text size="sm" fw={650} mt="xs">
            <Trans>On the desk now:</Trans>
          </Text>
          <FollowUpFacts entry={entry} />
          <Text size="sm" my="xs">
            <Trans>Yours is below, untouched. Saving again puts it in place of theirs.</Trans>
          </Text>
          <Button size="xs" variant="default" onClick={takeTheirs}>
            <Trans>Take theirs instead</Trans>
          </Button>
        </>
      )}
    </Refusal>
  )
}
