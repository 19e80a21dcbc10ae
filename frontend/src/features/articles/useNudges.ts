import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Claim } from '../../api/client'
import { useKeys } from '../../app/keys'
import { nudged, type Stretch } from '../../lib/wordSteps'

export interface Nudge {
  side: 'start' | 'end'
  by: 1 | -1
  fine: boolean
}

export interface Moved {
  claim: number
  /** The version of the claim that the first step went from. */
  version: number
  spans: Stretch[]
}

const unmoved = ({ id, version, spans }: Claim): Moved => ({
  claim: id,
  version,
  spans: spans.map(([start = 0, end = 0]) => [start, end]),
})

const IDLE = 800

/**
 * Moving a claim's edge step by step: each is seen at once, and all of them are saved as one change
 * once the steps stop, or the page goes on to another claim.
 */
export function useNudges(
  claim: Claim | undefined,
  words: () => readonly Stretch[],
  length: number,
  save: (moved: Moved) => Promise<boolean>,
) {
  const [moved, setMoved] = useState<Moved | null>(null)
  const sent = useRef<Moved | null>(null)

  const flush = useEffectEvent(() => {
    if (moved === null || sent.current === moved) return
    sent.current = moved
    // It stands as moved until the desk has answered, and as the desk has it from then on.
    void save(moved).finally(() => setMoved((now) => (now === moved ? null : now)))
  })
  useEffect(() => {
    if (moved === null) return
    const timer = window.setTimeout(() => flush(), IDLE)
    return () => window.clearTimeout(timer)
  }, [moved])
  const id = claim?.id
  useEffect(() => () => flush(), [id])

  const nudge = (step: Nudge): Stretch[] | null => {
    if (claim === undefined) return null
    const from = moved?.claim === claim.id ? moved : unmoved(claim)
    const spans = nudged(words(), length, from.spans, step)
    if (spans !== null) setMoved({ ...from, spans })
    return spans
  }
  return { moved, nudge }
}

/**
 * The keys that move the current claim's edges. Left is back and right is on, but where the text
 * runs from right to left: there it is the other way round, as one sees it.
 */
export function useNudgeKeys(
  enabled: boolean,
  mirrored: () => boolean,
  act: (step: Nudge) => void,
): void {
  const word = (side: Nudge['side'], to: 1 | -1) => () =>
    act({ side, by: mirrored() ? (to === 1 ? -1 : 1) : to, fine: false })
  const letter = (side: Nudge['side'], by: 1 | -1) => () => act({ side, by, fine: true })
  useKeys(
    enabled
      ? {
          growEnd: word('end', 1),
          shrinkEnd: word('end', -1),
          shrinkStart: word('start', 1),
          growStart: word('start', -1),
          fineEndOn: letter('end', 1),
          fineEndBack: letter('end', -1),
          fineStartOn: letter('start', 1),
          fineStartBack: letter('start', -1),
        }
      : {},
  )
}
