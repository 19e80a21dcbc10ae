import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { ClaimDetail } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { can } from './actions'
import classes from './Claim.module.css'

/** What has to happen before somebody can judge it; nothing where the editor below is open. */
export function NextStep({ claim }: { claim: ClaimDetail }) {
  const { data: me } = useQuery(sessionQuery)
  if (me == null || can(claim, 'save_verdict')) return null
  const words = wordsFor(claim, me.person.id)
  if (words === null) return null
  return (
    <section className={classes.next} aria-label={t`Next step`}>
      <p>{words}</p>
    </section>
  )
}

function wordsFor(claim: ClaimDetail, me: number): string | null {
  const { assignment, state, verdict } = claim
  const holder = assignment?.assignee.name ?? ''
  const reason = claim.dismiss_reason ?? t`no reason given`
  switch (state) {
    case 'new':
    case 'accepted':
      return t`Nobody has it yet. Whoever takes it writes its verdict.`
    case 'assigned':
    case 'in_review':
    case 'returned':
      return assignment === null
        ? t`Nobody has it. Whoever takes it writes its verdict.`
        : t`${holder} has it and writes its verdict.`
    case 'submitted':
      return verdict?.author.id === me
        ? t`You submitted it. Another editor decides.`
        : t`It is submitted: an editor decides.`
    case 'second_opinion':
      return t`A second opinion is asked for. The verdict waits until it is in.`
    case 'approved':
      return t`It is approved and waits for an editor to publish it.`
    case 'dismissed':
      return t`Dismissed: ${reason}`
    case 'published':
      return null
  }
}
