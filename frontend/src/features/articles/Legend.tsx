import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconEyeOff } from '@tabler/icons-react'
import classes from './article.module.css'
import marks from './marked.module.css'

/** What the marks in the text mean. */
export function Legend({ original }: { original: boolean }) {
  return (
    <ul className={classes.legend} aria-label={t`What the marks mean`}>
      <li>
        <mark className={marks.mark} data-content={1} data-lane-1>
          <Trans>what was said</Trans>
        </mark>
      </li>
      <li>
        <mark className={marks.mark} data-cue>
          <Trans>how it is attributed</Trans>
        </mark>
      </li>
      <li>
        <mark className={marks.mark} data-source="named" data-from data-to>
          <Trans>named source</Trans>
        </mark>
      </li>
      <li>
        <mark className={marks.mark} data-source="unnamed" data-from data-to>
          <Trans>source</Trans>
        </mark>
        <span className={marks.unnamedTag}>
          <IconEyeOff size={12} aria-hidden />
          <Trans>unnamed</Trans>
        </span>
      </li>
      {original && (
        <li className={classes.grey}>
          <Trans>grey: not checked</Trans>
        </li>
      )}
    </ul>
  )
}
