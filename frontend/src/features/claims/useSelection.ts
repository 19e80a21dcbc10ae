import { useState } from 'react'
import type { ClaimFilter } from '../../api/queries'
import { forgetBy } from '../../lib/own'
import { NOTHING, type Selection } from './selection'

const NONE = { key: '', selection: NOTHING }
let remembered = NONE

forgetBy(() => {
  remembered = NONE
})

/**
 * What is selected in the queue, also when one comes back from a claim's page. Another filter begins
 * with nothing: no claim is acted on unseen.
 */
export function useSelection(filter: ClaimFilter): [Selection, (next: Selection) => void] {
  const key = JSON.stringify(filter)
  const [held, hold] = useState(remembered)
  const selection = held.key === key ? held.selection : NOTHING
  const select = (next: Selection) => {
    remembered = { key, selection: next }
    hold(remembered)
  }
  return [selection, select]
}
