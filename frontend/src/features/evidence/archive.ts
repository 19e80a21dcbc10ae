import { t } from '@lingui/core/macro'
import type { Evidence } from '../../api/client'
import { showMoment, showNumber } from '../../lib/dates'

export interface Line {
  tone: 'good' | 'alarm' | 'plain'
  text: string
}

/** What the desk has kept of a linked page, the weightiest first. `changed`: since the verdict. */
export function archiveLines({ archive }: Pick<Evidence, 'archive'>, changed: boolean): Line[] {
  const lines: Line[] = []
  if (changed) lines.push({ tone: 'alarm', text: t`Changed since the verdict: read it again.` })
  if (archive === null) {
    return [...lines, { tone: 'plain', text: t`Not looked at yet. A copy is kept soon.` }]
  }
  const looked = showMoment(archive.checked_at)
  const turned = showMoment(archive.changed_at ?? archive.checked_at)
  const kept = showMoment(archive.archived_at ?? archive.checked_at)
  const { error } = archive
  if (archive.gone)
    lines.push({
      tone: 'alarm',
      text: t`Gone: the page was not there any more at ${looked}.`,
    })
  else if (archive.changed_at !== null && !changed)
    lines.push({
      tone: 'plain',
      text: t`The page is another since ${turned}.`,
    })
  if (archive.error !== '' && !archive.gone)
    lines.push({ tone: 'alarm', text: t`The last look failed: ${error}` })
  lines.push(
    archive.archived_at === null
      ? { tone: 'plain', text: t`No copy is kept yet.` }
      : { tone: 'good', text: t`Copy kept, ${kept}.` },
  )
  return lines
}

/** "240 kB": as people say how large a file is. */
export function sizeOf(bytes: number): string {
  const whole = showNumber(bytes < 1000 ? bytes : Math.round(bytes / 1000))
  if (bytes < 1000) return t`${whole} bytes`
  if (bytes < 1_000_000) return t`${whole} kB`
  const millions = showNumber(Math.round(bytes / 100_000) / 10)
  return t`${millions} MB`
}
