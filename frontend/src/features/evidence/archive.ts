import type { Evidence } from '../../api/client'
import { showMoment } from '../../lib/dates'

export interface Line {
  tone: 'good' | 'alarm' | 'plain'
  text: string
}

/** What the desk has kept of a linked page, the weightiest first. `changed`: since the verdict. */
export function archiveLines({ archive }: Pick<Evidence, 'archive'>, changed: boolean): Line[] {
  const lines: Line[] = []
  if (changed) lines.push({ tone: 'alarm', text: 'Changed since the verdict: read it again.' })
  if (archive === null) {
    return [...lines, { tone: 'plain', text: 'Not looked at yet. A copy is kept soon.' }]
  }
  if (archive.gone)
    lines.push({
      tone: 'alarm',
      text: `Gone: the page was not there any more at ${showMoment(archive.checked_at)}.`,
    })
  else if (archive.changed_at !== null && !changed)
    lines.push({
      tone: 'plain',
      text: `The page is another since ${showMoment(archive.changed_at)}.`,
    })
  if (archive.error !== '' && !archive.gone)
    lines.push({ tone: 'alarm', text: `The last look failed: ${archive.error}` })
  lines.push(
    archive.archived_at === null
      ? { tone: 'plain', text: 'No copy is kept yet.' }
      : { tone: 'good', text: `Copy kept, ${showMoment(archive.archived_at)}.` },
  )
  return lines
}

/** "240 kB": as people say how large a file is. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
