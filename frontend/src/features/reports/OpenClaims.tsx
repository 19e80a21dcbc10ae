import { Link } from '@tanstack/react-router'
import type { ReportEntry } from '../../api/client'
import { SourceBadge, StateBadge } from '../../ui/badges'
import classes from './Report.module.css'

/** What is not published yet: said, so that silence is not taken for a verdict. */
export function OpenClaims({ entries }: { entries: ReportEntry[] }) {
  return (
    <section aria-labelledby="open-title">
      <h2 id="open-title" className={classes.part}>
        Not published yet
      </h2>
      <ol className={classes.open}>
        {entries.map(({ claim }) => (
          <li key={claim.id} id={`claim-${claim.id}`}>
            <div>
              <Link to="/claims/$claimId" params={{ claimId: claim.id }} dir="auto">
                {claim.text}
              </Link>
              {claim.source?.unnamed === true && (
                <p>
                  <SourceBadge source={claim.source} />
                </p>
              )}
            </div>
            <StateBadge state={claim.state} />
          </li>
        ))}
      </ol>
    </section>
  )
}
