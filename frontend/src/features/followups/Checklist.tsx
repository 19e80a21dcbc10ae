import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
import { checkName, inPageWords, sorted, standingOf, tally, type Standing } from './checks'
import classes from './FollowUp.module.css'
import { WaiverForm } from './WaiverForm'

const SIGNS: Record<Standing, { Icon: typeof IconCircleCheck; word: MessageDescriptor }> = {
  met: { Icon: IconCircleCheck, word: msg`met` },
  waived: { Icon: IconCircleMinus, word: msg`waived` },
  lacking: { Icon: IconAlertTriangle, word: msg`not met` },
  advice: { Icon: IconCircleDashed, word: msg`open, not demanded` },
}

/** What the desk's policy demands of an unnamed source: met or not, and what to do. */
export function Checklist({ entry, waives }: { entry: FollowUp; waives: boolean }) {
  const { demanded, advice } = sorted(entry.checklist)
  const unmet = advice.filter(({ met }) => !met).length
  if (entry.checklist.length === 0) return null
  return (
    <section className={classes.part} aria-labelledby="checks-title">
      <div className={classes.head}>
        <h3 id="checks-title">
          <Trans>What the desk demands</Trans>
        </h3>
        {demanded.length > 0 && <span className={classes.tally}>{tally(demanded)}</span>}
      </div>
      {demanded.length === 0 && (
        <p className={classes.detail}>
          <Trans>The desk’s policy demands nothing here but an outcome.</Trans>
        </p>
      )}
      <ul className={classes.checks}>
        {demanded.map((check) => (
          <Item key={check.check} check={check} entry={entry} waives={waives} />
        ))}
      </ul>
      {advice.length > 0 && (
        <details className={classes.advice}>
          <summary>
            <Trans>Worth a look, not demanded ({unmet} open)</Trans>
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
  const name = checkName(check.check)
  const waiver = entry.waivers.find((one) => one.check === check.check)
  return (
    <li className={classes.check} data-standing={standing}>
      <Icon size={18} aria-hidden />
      <div>
        <p className={classes.name}>
          {name}
          <span className={classes.word}>{i18n._(word)}</span>
        </p>
        <p className={classes.detail}>{check.detail}</p>
        {standing !== 'met' && standing !== 'waived' && check.todo !== '' && (
          <p>{inPageWords(check.todo)}</p>
        )}
        {waiver !== undefined && standing === 'waived' && (
          <p className={classes.detail}>{waivedWords(waiver)}</p>
        )}
        {standing === 'lacking' && waives && !waiving && (
          <Button
            size="compact-xs"
            variant="default"
            mt={4}
            aria-label={t`Waive: ${name}`}
            onClick={() => setWaiving(true)}
          >
            <Trans>Waive…</Trans>
          </Button>
        )}
        {waiving && standing === 'lacking' && (
          <WaiverForm entry={entry} check={check.check} onClose={() => setWaiving(false)} />
        )}
      </div>
    </li>
  )
}

function waivedWords({ by, at, note }: FollowUp['waivers'][number]): string {
  const who = by.name
  const when = showMoment(at)
  return t`Waived by ${who}, ${when}: ${note}`
}
