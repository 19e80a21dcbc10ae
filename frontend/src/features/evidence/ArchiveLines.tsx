import { IconAlertTriangle, IconArchive, IconCircleDashed } from '@tabler/icons-react'
import type { Evidence } from '../../api/client'
import { archiveLines, type Line } from './archive'
import classes from './Evidence.module.css'

const SIGNS: Record<Line['tone'], typeof IconArchive> = {
  good: IconArchive,
  alarm: IconAlertTriangle,
  plain: IconCircleDashed,
}

/** What was kept of a linked page, and whether it is another by now. */
export function ArchiveLines({ item, changed }: { item: Evidence; changed: boolean }) {
  return (
    <ul className={classes.facts}>
      {archiveLines(item, changed).map(({ tone, text }) => {
        const Sign = SIGNS[tone]
        return (
          <li key={text} data-tone={tone}>
            <Sign size={15} aria-hidden /> {text}
          </li>
        )
      })}
    </ul>
  )
}
