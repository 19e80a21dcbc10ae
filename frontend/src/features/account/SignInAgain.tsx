import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { ApiProblem } from '../../api/client'
import { ButtonLink } from '../../ui/ButtonLink'
import { Refusal } from '../../ui/states'

const AGAIN = 'urn:claimdesk:problem:sign-in-again'

/** A change to how one signs in; where that is long ago, the way to do it again. */
export function useChange(): {
  /** Whether it was done. */
  change: (call: () => Promise<void>) => Promise<boolean>
  refused: ReactNode
} {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const change = async (call: () => Promise<void>) => {
    setProblem(null)
    try {
      await call()
      return true
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, t`That did not work.`))
      return false
    }
  }
  const refused = problem !== null && (
    <Refusal>
      <p>{problem.message}</p>
      {problem.extra.type === AGAIN && (
        <ButtonLink to="/sign-in" search={{ next: '/account' }} size="xs" variant="default">
          <Trans>Sign in again</Trans>
        </ButtonLink>
      )}
    </Refusal>
  )
  return { change, refused }
}
