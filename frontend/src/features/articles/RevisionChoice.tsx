import { t } from '@lingui/core/macro'
import { NativeSelect } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { RevisionSummary } from '../../api/client'
import { showMoment } from '../../lib/dates'
import type { Versions } from './filter'
import classes from './revisions.module.css'

interface Props {
  revisions: RevisionSummary[]
  from: number
  to: number
  onChange: (versions: Versions) => void
}

/** Which two versions are held against each other; the older one first. */
export function RevisionChoice({ revisions, from, to, onChange }: Props) {
  const label = (number: number, at: string, current: boolean) => {
    const when = showMoment(at)
    return current ? t`Version ${number}, ${when} (current)` : t`Version ${number}, ${when}`
  }
  const option = ({ number, created_at: at, current }: Props['revisions'][number]) => ({
    value: String(number),
    label: label(number, at, current),
  })
  const latest = revisions[0]?.number
  return (
    <div className={classes.choice}>
      <NativeSelect
        label={t`From`}
        value={String(from)}
        data={revisions.filter(({ number }) => number !== latest).map(option)}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value)
          onChange({ from: chosen, to: Math.max(to, chosen + 1) })
        }}
      />
      <IconArrowRight size={18} aria-hidden className={classes.arrow} />
      <NativeSelect
        label={t`To`}
        value={String(to)}
        data={revisions.filter(({ number }) => number > 1).map(option)}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value)
          onChange({ from: Math.min(from, chosen - 1), to: chosen })
        }}
      />
    </div>
  )
}
