import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { ClaimDetail } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { can } from './actions'
import classes from './Claim.module.css'
import { standing } from './standing'

/** What has to happen before somebody can judge it; nothing where the editor below is open. */
export function NextStep({ claim }: { claim: ClaimDetail }) {
  const { data: me } = useQuery(sessionQuery)
  if (me == null || can(claim, 'save_verdict') || claim.state === 'published') return null
  return (
    <section className={classes.next} aria-label={t`Next step`}>
      <p>{standing(claim, me.person.id)}</p>
    </section>
  )
}
