import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { CheckResult, FollowUp } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { CHECKS, inPageWords, sorted, standingOf, tally, type Standing } from './checks'
import classes from './FollowUp.module.css'
import { WaiverForm } from './WaiverForm'

const SIGNS: Record<Standing, { Icon: typeof IconCircleCheck; word: string }> = {
  met: { Icon: IconCircleCheck, word: 'met' },
  waived: { Icon: IconCircleMinus, word: 'waived' },
  lacking: { Icon: IconAlertTriangle, word: 'not met' },
  advice: { Icon: IconCircleDashed, word: 'open, not demanded' },
}

/** What the desk's policy demands of an unnamed source: met or not, and what to do. */
export function Checklist({ entry, waives }: { entry: FollowUp; waives: boolean }) {
  const { demanded, advice } = sorted(entry.checklist)
  if (entry.checklist.length === 0) return null
  return (
    <section className={classes.part} aria-labelledby="checks-title">
      <div className={classes.head}>
        <h3 id="checks-title">What the desk demands</h3>
        {demanded.length > 0 && <span className={classes.tally}>{tally(demanded)}</span>}
      </div>
      {demanded.length === 0 && (
        <p className={classes.detail}>The desk’s policy demands nothing here but an outcome.</p>
      )}
      <ul className={classes.checks}>
        {demanded.map((check) => (
          <Item key={check.check} check={check} entry={entry} waives={waives} />
        ))}
      </ul>
      {advice.length > 0 && (
        <details className={classes.advice}>
          <summary>
            Worth a look, not demanded ({advice.filter(({ met }) => !met).length} open)
          </summary>
          <ul className={classes.checks}>
            {advice.map((check) => (
              <Item key={check.check} check={check} entry={entry} waives={false} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Item({ check, entry, waives }: { check: CheckResult; entry: FollowUp; waives: boolean }) {
  const [waiving, setWaiving] = useState(false)
  const standing = standingOf(check)
  const { Icon, word } = SIGNS[standing]
  const waiver = entry.waivers.find((one) => one.check === check.check)
  return (
    <li className={classes.check} data-standing={standing}>
      <Icon size={18} aria-hidden />
      <div>
        <p className={classes.name}>
          {CHECKS[check.check]}
          <span className={classes.word}>{word}</span>
        </p>
        <p className={classes.detail}>{check.detail}</p>
        {standing !== 'met' && standing !== 'waived' && check.todo !== '' && (
          <p>{inPageWords(check.todo)}</p>
        )}
        {waiver !== undefined && standing === 'waived' && (
          <p className={classes.detail}>
            Waived by {waiver.by.name}, {showMoment(waiver.at)}: {waiver.note}
          </p>
        )}
        {standing === 'lacking' && waives && !waiving && (
          <Button
            size="compact-xs"
            variant="default"
            mt={4}
            aria-label={`Waive: ${CHECKS[check.check]}`}
            onClick={() => setWaiving(true)}
          >
            Waive…
          </Button>
        )}
        {waiving && standing === 'lacking' && (
          <WaiverForm entry={entry} check={check.check} onClose={() => setWaiving(false)} />
        )}
      </div>
    </li>
  )
}
