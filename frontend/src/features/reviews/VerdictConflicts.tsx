import { Button, Group } from '@mantine/core'
import type { ApiProblem, Verdict } from '../../api/client'
import { Refusal } from '../../ui/states'
import classes from './Verdict.module.css'
import { VerdictBody } from './VerdictHistory'

interface NewerProps {
  verdict: Verdict
  keepMine: () => void
  takeTheirs: () => void
}

/** A verdict that came in after this draft was begun, perhaps in another window. */
export function NewerVerdict({ verdict, keepMine, takeTheirs }: NewerProps) {
  return (
    <Refusal title="A newer verdict came in">
      <div className={classes.theirs}>
        <VerdictBody verdict={verdict} />
        <p>Yours is below, untouched. Saving it puts it after this one.</p>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={keepMine}>
            Keep mine
          </Button>
          <Button size="xs" variant="default" onClick={takeTheirs}>
            Begin again from this one
          </Button>
        </Group>
      </div>
    </Refusal>
  )
}

/** Why it was not saved; where a colleague was faster, theirs stands here beside the kept draft. */
export function VerdictRefused({ problem }: { problem: ApiProblem }) {
  const current = problem.current as { verdict?: Verdict | null } | undefined
  return (
    <Refusal title="Not saved">
      {problem.status === 412
        ? 'A colleague changed this claim while you were writing.'
        : problem.message}
      {problem.status === 412 && current?.verdict && (
        <div className={classes.theirs}>
          <strong>Theirs, now on the desk:</strong>
          <VerdictBody verdict={current.verdict} />
          <p>Yours is below, untouched. Saving again puts it after theirs.</p>
        </div>
      )}
    </Refusal>
  )
}
