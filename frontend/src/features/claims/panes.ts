import { useMediaQuery } from '@mantine/hooks'
import { startTransition, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { queryClient, articleQuery, claimQuery } from '../../api/queries'
import { useSettling } from '../../app/keys'
import { usePreference } from '../../lib/preferences'
import type { Claim } from '../../api/client'

export type Side = 'article' | 'decision'

/** Which panes stand beside the queue: what fits, of what somebody wants to see. */
export function usePanes() {
  const wide = useMediaQuery('(min-width: 75rem)', false, { getInitialValueInEffect: false })
  const middle = useMediaQuery('(min-width: 48rem)', false, { getInitialValueInEffect: false })
  const [article, showArticle] = usePreference('pane-article', true)
  const [decision, showDecision] = usePreference('pane-decision', true)
  const open = { article: middle && article, decision: middle && decision }
  // Where two do not fit, the decision goes before the text.
  if (!wide && open.decision) open.article = false
  const toggle = (side: Side) => {
    const next = !open[side]
    if (side === 'article') showArticle(next)
    else showDecision(next)
    if (!wide && next) {
      if (side === 'article') showDecision(false)
      else showArticle(false)
    }
  }
  return { possible: middle, wide, open, any: open.article || open.decision, toggle }
}

const CALM = 90
const noop = () => undefined

/**
 * The claim that the panes show: the cursor's, a moment later, so that a key held down draws rows
 * and not panes. A key that acts on the claim at hand waits for them.
 */
export function useFollowing(current: Claim | undefined): Claim | undefined {
  const [followed, follow] = useState(current)
  const settled = followed?.id === current?.id
  useEffect(() => {
    if (settled) return
    // As a transition: the next key need not wait until the panes are drawn.
    const timer = setTimeout(() => startTransition(() => follow(current)), CALM)
    return () => clearTimeout(timer)
  }, [settled, current])
  useSettling(() => {
    if (!settled) flushSync(() => follow(current))
  })
  return followed === undefined ? current : followed
}

/** Reads what the panes will show next, so that they change without a flicker. */
export function usePrefetch(rows: readonly Claim[], at: number, on: boolean): void {
  useEffect(() => {
    if (!on) return
    const timer = setTimeout(() => {
      for (const claim of [rows[at + 1], rows[at - 1], rows[at + 2]]) {
        if (claim === undefined) continue
        // What fails now is asked for again, and said, when the pane needs it.
        queryClient.query({ ...claimQuery(claim.id), staleTime: 30_000 }).catch(noop)
        queryClient.query({ ...articleQuery(claim.article.id), staleTime: 60_000 }).catch(noop)
      }
    }, 2 * CALM)
    return () => clearTimeout(timer)
  }, [rows, at, on])
}
