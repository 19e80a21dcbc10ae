import { t } from '@lingui/core/macro'
import { ApiProblem, type Claim } from '../../api/client'
import { claimQuery, policyQuery, queryClient, scalesQuery, sessionQuery } from '../../api/queries'
import { noteWriting } from '../../live/presence'
import { complain } from '../../ui/undo'
import { beyondScale, optionsOf, scaleOf } from './scale'
import { rateClaim, type Ahead } from './sending'

/**
 * Rates a claim before its pane is there: what that would need is read first. Answers whether its
 * verdict is on its way and somebody may go on.
 */
export async function rateAhead(
  { id, text }: Pick<Claim, 'id' | 'text'>,
  position: number,
  ahead: Ahead,
): Promise<boolean> {
  try {
    const claim = await queryClient.query({ ...claimQuery(id), staleTime: 30_000 })
    const [scales, policy, me] = await Promise.all([
      queryClient.query(scalesQuery),
      queryClient.query(policyQuery(claim.desk)),
      queryClient.query(sessionQuery),
    ])
    const scale = scaleOf(scales, claim.desk)
    const options = optionsOf(scale)
    const option = options[position - 1]
    if (option === undefined) throw new ApiProblem(0, beyondScale(options.length))
    noteWriting(id)
    return rateClaim(claim, { rating: option.key, rules: { scale, policy, me }, ahead }) !== null
  } catch (error) {
    complain(error, t`Not rated: “${text}”`, { label: t`Open the claim`, act: ahead.open })
    return false
  }
}
