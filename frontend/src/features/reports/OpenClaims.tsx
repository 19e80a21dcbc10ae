import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReportEntry } from '../../api/client'
import { StateBadge } from '../../ui/badges'
import { heldUntil } from '../claims/heldUntil'
import classes from './Report.module.css'

/** What is not published yet: for the desk; what is sent to readers has its number alone. */
export function OpenClaims({ entries }: { entries: ReportEntry[] }) {
  return (
    <section aria-labelledby="open-title" className="no-print">
      <h2 id="open-title" className={classes.part}>
        <Trans>Not published yet</Trans>
      </h2>
      <ol className={classes.open}>
        {entries.map(({ claim }) => (
          <li key={claim.id} id={`claim-${claim.id}`}>
            <div>
              <Link to="/claims/$claimId" params={{ claimId: claim.id }} dir="auto">
                {claim.text}
              </Link>
              {claim.source?.unnamed === true && <p>{t`An unnamed source`}</p>}
              {claim.state === 'approved' && heldUntil(claim) !== '' && <p>{heldUntil(claim)}</p>}
            </div>
            <StateBadge state={claim.state} />
          </li>
        ))}
      </ol>
    </section>
  )
}
