import { t } from '@lingui/core/macro'
import { ApiProblem, type Claim } from '../../api/client'
import { claimQuery, policyQuery, queryClient, scalesQuery, sessionQuery } from '../../api/queries'
import { keepDraft, readDraft } from '../../lib/drafts'
import { noteWriting } from '../../live/presence'
import { complain } from '../../ui/undo'
import { takeBack } from '../outbox/outbox'
import { draftOf, type Draft } from './draft'
import { optionsOf, scaleOf } from './scale'
import { draftKey, rateClaim } from './sending'

/** Rates a claim from which somebody has gone on before all of it was read. */
export async function rateAhead(
  { id, text }: Pick<Claim, 'id' | 'text'>,
  position: number,
  open: () => void,
): Promise<void> {
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
    const most = options.length
    if (option === undefined) throw new ApiProblem(0, t`The scale has ${most} ratings.`)
    const key = draftKey(id)
    const draft = { ...((readDraft(key) as Draft | null) ?? draftOf(claim)), rating: option.key }
    takeBack(key)
    noteWriting(id)
    keepDraft(key, draft)
    const done = rateClaim(claim, {
      draft,
      rules: { scale, policy, me },
      ahead: { goOn: () => undefined, open },
    })
    if ('refused' in done) throw new ApiProblem(0, done.refused)
  } catch (error) {
    complain(error, t`Not rated: “${text}”`, { label: t`Open the claim`, act: open })
  }
}
