import type { ReactNode } from 'react'
import type { RatingScale } from '../../api/client'
import classes from './Verdict.module.css'

interface Props {
  legend: string
  /** Of the radio buttons, its own in the page. */
  name: string
  options: RatingScale['options']
  rating: string
  choose: (rating: string) => void
  /** What stands beside an option's label, such as its key. */
  hint?: (position: number) => ReactNode
  /** One line a label; what it means is left to those who hear the page. */
  compact?: boolean
}

/** The labels of a scale, one of which is chosen. */
export function RatingChoice({
  legend,
  name,
  options,
  rating,
  choose,
  hint,
  compact = false,
}: Props) {
  return (
    <fieldset className={`${classes.scale ?? ''} ${compact ? (classes.compact ?? '') : ''}`}>
      <legend>{legend}</legend>
      {options.map((option, i) => (
        <label
          key={option.key}
          className={classes.option}
          title={compact ? option.meaning : undefined}
        >
          <input
            type="radio"
            name={name}
            value={option.key}
            checked={rating === option.key}
            onChange={() => choose(option.key)}
          />
          <span className={classes.label}>{option.label}</span>
          {hint?.(i + 1) ?? <span />}
          <span className={classes.meaning}>{option.meaning}</span>
        </label>
      ))}
    </fieldset>
  )
}
