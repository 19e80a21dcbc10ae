import { t } from '@lingui/core/macro'
import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './TickList.module.css'

interface Props {
  legend: ReactNode
  rows: readonly { id: number; label: ReactNode }[]
  ticked: readonly number[]
  onChange: (ticked: number[]) => void
}

/** What something is to be done with, each ticked by itself, or all of them. */
export function TickList({ legend, rows, ticked, onChange }: Props) {
  const many = rows.filter(({ id }) => ticked.includes(id)).length
  return (
    <fieldset className={classes.ticks}>
      <legend>{legend}</legend>
      {rows.length > 1 && (
        <Checkbox
          label={t`All of them`}
          checked={many === rows.length}
          indeterminate={many > 0 && many < rows.length}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? rows.map(({ id }) => id) : [])
          }
        />
      )}
      {rows.map(({ id, label }) => (
        <Checkbox
          key={id}
          checked={ticked.includes(id)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked ? [...ticked, id] : ticked.filter((one) => one !== id),
            )
          }
          label={label}
        />
      ))}
    </fieldset>
  )
}
