import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { Claim } from '../../api/client'
import { showNumber } from '../../lib/dates'
import { claimsWord } from './bulk'
import { QueueRow } from './QueueRow'
import classes from './Queue.module.css'
import { chosen, extend, NOTHING, selectAll, toggle, type Selection } from './selection'

interface Props {
  rows: readonly Claim[]
  /** Those that the filter fits no longer; they stand until the list is read again. */
  left: ReadonlySet<number>
  /** How many there are, loaded or not. */
  total: number
  /** The cursor's row. */
  at: number
  /** Counts up when a key moved the cursor, which takes the focus with it. */
  moved: number
  onFocus: (claim: number, row: number) => void
  selection: Selection
  select: (next: Selection) => void
  /** Loads the next page, where there is one and none is on its way. */
  more: () => void
  /** What scrolls. */
  frame: RefObject<HTMLElement | null>
}

const ROW_HEIGHT = 92
/** So many rows before the end of what is loaded the next page is asked for. */
const AHEAD = 20

/** The claims with their tick boxes, of which only those in sight are in the page. */
export function QueueList(props: Props) {
  const { rows, left, total, at, moved, onFocus, selection, select, more, frame } = props
  const list = useRef<HTMLOListElement>(null)
  const shown = rows.map(({ id }) => id)
  const ids = chosen(selection, shown)
  const picked = new Set(ids)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (row) => rows[row]?.id ?? row,
    scrollMargin: list.current?.offsetTop ?? 0,
    scrollPaddingStart: 48,
    scrollPaddingEnd: ids.length > 0 ? 170 : 24,
    overscan: 6,
    // A key has drawn its row already: what scrolling adds far outside may wait for the next frame.
    useFlushSync: false,
    // Rows that grow and the scrolling that makes up for it are painted in one frame.
    directDomUpdates: true,
    // The cursor's row stays, with the focus, however far one scrolls.
    rangeExtractor: (range: Range) => {
      const drawn = defaultRangeExtractor(range)
      return at < rows.length && !drawn.includes(at) ? [...drawn, at].sort((a, b) => a - b) : drawn
    },
  })
  // A row that grows above the cursor's moves what is above it, not the cursor.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = (item) => {
    const drawn = virtual.getVirtualItems()
    const anchor = drawn.find(({ index }) => index === at)
    const top = virtual.scrollOffset ?? 0
    const bottom = top + (virtual.scrollRect?.height ?? 0)
    const seen = anchor !== undefined && anchor.end > top && anchor.start < bottom
    return seen ? item.index < at : item.start < top
  }
  const drawn = virtual.getVirtualItems()
  const last = Math.max(0, ...drawn.map(({ index }) => index).filter((index) => index !== at))
  useEffect(() => {
    if (last >= rows.length - AHEAD) more()
  }, [last, rows.length, more])
  const currentId = rows[at]?.id
  useLayoutEffect(() => {
    if (moved === 0 || currentId === undefined) return
    virtual.scrollToIndex(at, { align: 'auto' })
    document.getElementById(`row-${currentId}`)?.focus({ preventScroll: true })
    // Only a key takes the focus along, not the claims that come and go.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [moved])

  const { containerRef } = virtual
  const attach = useCallback(
    (node: HTMLOListElement | null) => {
      list.current = node
      containerRef(node)
    },
    [containerRef],
  )
  // The rows are drawn once and hear of what is new by this.
  const now = useRef({ selection, shown, currentId, select, onFocus })
  useEffect(() => {
    now.current = { selection, shown, currentId, select, onFocus }
  })
  const focused = useCallback((id: number, row: number) => now.current.onFocus(id, row), [])
  const ticked = useCallback((id: number, range: boolean) => {
    const { selection: before, shown: all, currentId: from, select: choose } = now.current
    choose(range ? extend(before, all, id, from ?? id) : toggle(before, all, id))
  }, [])

  return (
    <>
      <Said count={selection.whole ?? ids.length} />
      {rows.length > 0 && <SelectShown count={ids.length} shown={shown} select={select} />}
      <ol ref={attach} className={classes.list} aria-label={t`Claims`}>
        {drawn.map(({ index }) => {
          const claim = rows[index]
          return (
            claim !== undefined && (
              <QueueRow
                key={claim.id}
                measure={virtual.measureElement}
                row={index}
                total={total}
                claim={claim}
                left={left.has(claim.id)}
                current={index === at}
                selected={picked.has(claim.id)}
                onFocus={focused}
                onSelect={ticked}
              />
            )
          )
        })}
      </ol>
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
  const many = showNumber(shown.length)
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
      <Trans>Select the {many} shown</Trans>
    </label>
  )
}

function Said({ count }: { count: number }) {
  const what = claimsWord(count)
  return (
    <p role="status" className={classes.hidden}>
      {count > 0 ? t`${what} selected` : t`No claim selected`}
    </p>
  )
}
