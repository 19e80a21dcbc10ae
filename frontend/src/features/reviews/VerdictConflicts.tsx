import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import type { ApiProblem, ClaimDetail, RatingScale, Verdict } from '../../api/client'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { Waits } from '../outbox/Waits'
import type { Draft } from './draft'
import { draftKey } from './sending'
import type { useVerdict } from './useVerdict'
import classes from './Verdict.module.css'
import { VerdictBody } from './VerdictHistory'

interface MineProps {
  mine: Draft
  options: RatingScale['options']
}

interface NewerProps extends MineProps {
  verdict: Verdict
  keepMine: () => void
  takeTheirs: () => void
}

interface Props {
  claim: ClaimDetail
  verdict: ReturnType<typeof useVerdict>
}

/** What stands between a draft and the desk: no connection, a refusal, or a newer verdict. */
export function VerdictConflicts({ claim, verdict }: Props) {
  const { draft, keepMine, takeTheirs, waits, problem, newer, options } = verdict
  // Once the newer verdict is read, the choice between the two stands for the refusal.
  const told = newer !== undefined && problem?.status === 412
  return (
    <>
      {waits && <Waits />}
      <OtherWords of={draftKey(claim.id)} />
      {problem !== null && !told && (
        <VerdictRefused problem={problem} mine={draft} options={options} />
      )}
      {newer !== undefined && (
        <NewerVerdict
          verdict={newer}
          mine={draft}
          options={options}
          keepMine={keepMine}
          takeTheirs={takeTheirs}
        />
      )}
    </>
  )
}

/** A verdict that came in after this draft was begun, perhaps in another window. */
function NewerVerdict({ verdict, mine, options, keepMine, takeTheirs }: NewerProps) {
  return (
    <Refusal title={t`A newer verdict came in`}>
      <BothTexts theirs={verdict} mine={mine} options={options} />
      <p>
        <Trans>Yours is kept below. Saving it puts it after theirs.</Trans>
      </p>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={keepMine}>
          <Trans>Keep mine</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          <Trans>Begin again from theirs</Trans>
        </Button>
      </Group>
    </Refusal>
  )
}

interface RefusedProps extends MineProps {
  problem: ApiProblem
}

/** Why it was not saved; where a colleague was faster, both texts stand side by side. */
function VerdictRefused({ problem, mine, options }: RefusedProps) {
  const current = problem.current as { verdict?: Verdict | null } | undefined
  return (
    <Refusal title={t`Not saved`}>
      {problem.status === 412
        ? t`A colleague changed this claim while you were writing.`
        : problem.message}
      {problem.status === 412 && current?.verdict && (
        <>
          <BothTexts theirs={current.verdict} mine={mine} options={options} />
          <p>
            <Trans>Yours is kept below. Saving again puts it after theirs.</Trans>
          </p>
        </>
      )}
    </Refusal>
  )
}

function BothTexts({ theirs, mine, options }: MineProps & { theirs: Verdict }) {
  const rating = options.find(({ key }) => key === mine.rating)
  return (
    <div className={classes.both}>
      <section aria-label={t`Theirs`}>
        <h3>
          <Trans>Theirs, now on the desk</Trans>
        </h3>
        <VerdictBody verdict={theirs} />
      </section>
      <section aria-label={t`Yours`} className={classes.verdict}>
        <h3>
          <Trans>Yours, in this browser</Trans>
        </h3>
        <strong>{rating?.label ?? t`No rating yet`}</strong>
        <p className={classes.summary} dir="auto">
          {mine.summary || t`No summary yet`}
        </p>
        {mine.reasons !== '' && (
          <p className={classes.reasons} dir="auto">
            {mine.reasons}
          </p>
        )}
      </section>
    </div>
  )
}
