import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Claim } from '../../api/client'
import { sessionQuery, type ClaimFilter } from '../../api/queries'
import { perform, useKeys } from '../../app/keys'
import { say } from '../../ui/undo'
import { useDesk } from '../accounts/desk'
import { can } from './actions'
import { rowOf, useCursor } from './cursor'
import { takeRow } from './rowActions'
import { chosen, extend, toggle } from './selection'
import { takeNext } from './takeNext'
import { useSelection } from './useSelection'

export type Asked = { kind: 'dismiss' | 'snooze' | 'assign'; claim: Claim }

/** The cursor, the selection and the keys of the queue. */
export function useTriage(filter: ClaimFilter, rows: readonly Claim[], decides: boolean) {
  const navigate = useNavigate()
  const { data: me } = useQuery(sessionQuery)
  const desk = useDesk()
  const shown = rows.map((claim) => claim.id)
  const [cursor, setCursor] = useCursor()
  const [moved, setMoved] = useState(0)
  const [selection, select] = useSelection(filter)
  const [asked, ask] = useState<Asked | null>(null)
  const [taking, setTaking] = useState(false)
  const assigning = useRef<Promise<unknown> | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const selecting = chosen(selection, shown).length > 0
  const at = rowOf(shown, cursor)
  const current = rows[at]
  const currentId = current?.id
  // A row, a bar or a dialog that left takes the focus with it: it goes on at the cursor.
  useEffect(() => {
    if (cursor === null || currentId === undefined) return
    if (document.activeElement === document.body && (currentId !== cursor.id || !selecting))
      document.getElementById(`row-${currentId}`)?.focus({ preventScroll: true })
  }, [cursor, currentId, selecting])

  const go = (to: number): Claim | undefined => {
    const row = Math.min(Math.max(to, 0), rows.length - 1)
    const claim = rows[row]
    if (claim === undefined) return undefined
    setCursor({ id: claim.id, at: row })
    setMoved((count) => count + 1)
    return claim
  }
  const draw = (to: number) => {
    const claim = go(to)
    if (claim !== undefined) select(extend(selection, shown, claim.id, current?.id ?? claim.id))
  }
  const open = (claimId: number) => navigate({ to: '/claims/$claimId', params: { claimId } })
  const openCurrent = () => {
    if (current) void open(current.id)
  }
  const take = async () => {
    if (taking) return
    setTaking(true)
    const taken = await takeNext(filter, desk)
    setTaking(false)
    if (taken !== null) await open(taken)
  }
  const mine = () => {
    if (!current || me == null || !can(current, 'assign')) return
    if (current.assignment?.assignee.id === me.person.id) return
    const pending = takeRow(current, me).finally(() => {
      if (assigning.current === pending) assigning.current = null
    })
    assigning.current = pending
  }
  /** Where the pane that decides is not there for it yet: the claim is being assigned, or must be. */
  const rate = async (position: number) => {
    if (assigning.current !== null) {
      await assigning.current
      // The pane has heard of it by the next frame.
      requestAnimationFrame(() => requestAnimationFrame(() => perform('rate', position)))
    } else if (!decides) openCurrent()
    else if (current && can(current, 'assign') && !can(current, 'save_verdict'))
      say(t`Assign the claim to yourself first, then rate it.`)
  }
  const askFor = (kind: Asked['kind']) => {
    if (current && can(current, kind)) ask({ kind, claim: current })
  }

  useKeys({
    next: () => void go(cursor === null ? 0 : at + 1),
    previous: () => void go(at - 1),
    open: openCurrent,
    select: () => {
      if (!current) return
      if (cursor === null) go(at)
      select(toggle(selection, shown, current.id))
    },
    extendDown: () => draw(at + 1),
    extendUp: () => draw(at - 1),
    take: () => void take(),
    search: () => search.current?.focus(),
    rate: (position) => void rate(position),
    // What the pane beside has a form for is on the claim's own page too.
    evidence: openCurrent,
    note: openCurrent,
    unnamed: openCurrent,
    dismiss: () => askFor('dismiss'),
  })
  // With a selection these are the bar's; else they are done here at once, before the pane's own.
  useKeys(
    selecting ? {} : { mine, others: () => askFor('assign'), snooze: () => askFor('snooze') },
    { first: true },
  )
  const focusRow = useCallback((id: number, row: number) => setCursor({ id, at: row }), [setCursor])
  return {
    at,
    current,
    moved,
    go,
    selection,
    select,
    selecting,
    asked,
    ask,
    take,
    taking,
    search,
    focusRow,
    /** The claim was decided: on to the next, unless the list has gone on by itself. */
    done: (id: number) => {
      if (id === currentId) go(at + 1)
    },
    /** Goes to a claim of the list, as when its words are chosen in the article. */
    goTo: (id: number) => {
      const row = shown.indexOf(id)
      if (row >= 0) go(row)
      else void open(id)
    },
  }
}
