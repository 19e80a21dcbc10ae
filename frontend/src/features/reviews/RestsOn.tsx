import { Trans } from '@lingui/react/macro'
import { Checkbox } from '@mantine/core'
import type { Evidence } from '../../api/client'
import type { Draft } from './draft'
import classes from './Verdict.module.css'

interface Props {
  standing: Evidence[]
  draft: Draft
  change: (next: Draft) => void
}

/** Which of the evidence the verdict rests on: all of it, unless somebody takes a piece out. */
export function RestsOn({ standing, draft, change }: Props) {
  if (standing.length === 0) return null
  return (
    <fieldset className={classes.rests}>
      <legend>
        <Trans>Rests on</Trans>
      </legend>
      {standing.map((item) => (
        <Checkbox
          key={item.id}
          label={item.title || item.url}
          checked={!draft.leftOut.includes(item.id)}
          onChange={(event) =>
            change({
              ...draft,
              leftOut: event.currentTarget.checked
                ? draft.leftOut.filter((id) => id !== item.id)
                : [...draft.leftOut, item.id],
            })
          }
        />
      ))}
    </fieldset>
  )
}
