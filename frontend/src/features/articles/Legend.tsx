import { IconEyeOff } from '@tabler/icons-react'
import classes from './article.module.css'
import marks from './marked.module.css'

/** What the marks in the text mean. */
export function Legend() {
  return (
    <ul className={classes.legend} aria-label="What the marks mean">
      <li>
        <mark className={marks.mark} data-content={1}>
          what was said
        </mark>
      </li>
      <li>
        <mark className={marks.mark} data-cue>
          how it is attributed
        </mark>
      </li>
      <li>
        <mark className={marks.mark} data-source="named" data-from data-to>
          named source
        </mark>
      </li>
      <li>
        <mark className={marks.mark} data-source="unnamed" data-from data-to>
          source
        </mark>
        <span className={marks.unnamedTag}>
          <IconEyeOff size={12} aria-hidden />
          unnamed
        </span>
      </li>
      <li className={classes.grey}>grey: not checked</li>
    </ul>
  )
}
