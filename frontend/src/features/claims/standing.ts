import { t } from '@lingui/core/macro'
import type { Claim } from '../../api/client'

/** Where a claim stands and who is to act, in a sentence, for whoever is signed in. */
export function standing(claim: Claim & { dismiss_reason?: string | null }, me: number): string {
  const { assignment, state, verdict } = claim
  const holder = assignment?.assignee.name ?? ''
  const reason = claim.dismiss_reason
  switch (state) {
    case 'new':
    case 'accepted':
      return t`Nobody has it yet. Whoever takes it writes its verdict.`
    case 'assigned':
    case 'in_review':
    case 'returned':
      if (assignment === null) return t`Nobody has it. Whoever takes it writes its verdict.`
      if (assignment.assignee.id === me) return t`You have it and write its verdict.`
      return t`${holder} has it and writes its verdict.`
    case 'submitted':
      return verdict?.author.id === me
        ? t`You submitted it. Another editor decides.`
        : t`It is submitted: an editor decides.`
    case 'second_opinion':
      return t`A second opinion is asked for. The verdict waits until it is in.`
    case 'approved':
      return t`It is approved and waits for an editor to publish it.`
    case 'dismissed':
      return reason == null ? t`It is dismissed.` : t`Dismissed: ${reason}`
    case 'published':
      return t`Its verdict is published.`
  }
}
