import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Claim } from '../../api/client'
import { claimsWord } from './bulk'
import { QueueRow } from './QueueRow'
import classes from './Queue.module.css'
import { chosen, extend, NOTHING, selectAll, toggle, type Selection } from './selection'

interface Props {
  rows: readonly Claim[]
  current: Claim | undefined
  onFocus: (claim: Claim, row: number) => void
  selection: Selection
  select: (next: Selection) => void
  /** Loads the next page; null where there is none. */
  more: (() => void) | null
  loadingMore: boolean
}

/** The claims with their tick boxes; a screen reader hears how many are selected. */
export function QueueList(props: Props) {
  const { rows, current, onFocus, selection, select, more, loadingMore } = props
  const shown = rows.map(({ id }) => id)
  const ids = chosen(selection, shown)
  const picked = new Set(ids)
  return (
    <>
      <Said count={selection.whole ?? ids.length} />
      {rows.length > 0 && <SelectShown count={ids.length} shown={shown} select={select} />}
      <ol className={classes.list} data-selecting={ids.length > 0 || undefined}>
        {rows.map((claim, row) => (
          <QueueRow
            key={claim.id}
            claim={claim}
            current={claim.id === current?.id}
            selected={picked.has(claim.id)}
            onFocus={() => onFocus(claim, row)}
            onSelect={(range) =>
              select(
                range
                  ? extend(selection, shown, claim.id, current?.id ?? claim.id)
                  : toggle(selection, shown, claim.id),
              )
            }
          />
        ))}
      </ol>
      {more !== null && (
        <Button variant="default" fullWidth mt="md" loading={loadingMore} onClick={more}>
          Show more
        </Button>
      )}
    </>
  )
}

interface SelectShownProps {
  count: number
  shown: readonly number[]
  select: (next: Selection) => void
}

function SelectShown({ count, shown, select }: SelectShownProps) {
  const box = useRef<HTMLInputElement>(null)
  const all = count === shown.length
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = count > 0 && !all
  }, [count, all])
  return (
    <label className={classes.selectShown}>
      <input
        ref={box}
        type="checkbox"
        checked={all}
        onChange={() => select(all ? NOTHING : selectAll(shown))}
      />
      Select the {shown.length} shown
    </label>
  )
}

function Said({ count }: { count: number }) {
  return (
    <p role="status" className={classes.hidden}>
      {count > 0 ? `${claimsWord(count)} selected` : 'No claim selected'}
    </p>
  )
}
