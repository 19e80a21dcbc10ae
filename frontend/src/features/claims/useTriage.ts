import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Claim } from '../../api/client'
import { queryClient, scalesQuery, sessionQuery, type ClaimFilter } from '../../api/queries'
import { refuse, useKeys, type KeyName, type Refused } from '../../app/keys'
import { loadMoreWords } from '../../i18n'
import { complain } from '../../ui/undo'
import { useDesk } from '../accounts/desk'
import { beyondScale, optionsOf, scaleOf } from '../reviews/scale'
import { can } from './actions'
import { rowOf, type useCursor } from './cursor'
import { hold, letGo } from './held'
import { ifCan, ifTakeable, notNow } from './refusals'
import { takeRow } from './rowActions'
import { chosen, extend, toggle } from './selection'
import { takeNext } from './takeNext'
import { useClaimOffers } from './useClaimOffers'
import { useSelection } from './useSelection'

/** With its words, which come with those of the pane that it stands in for. */
const loadRateAhead = async () =>
  (await Promise.all([import('./DecisionPane'), loadMoreWords()]))[0].rateAhead

/** How many ratings a desk's claims can be given, where that is known. */
function ratingsOf(desk: number): number | undefined {
  const scale = scaleOf(queryClient.getQueryData(scalesQuery.queryKey), desk)
  return scale && optionsOf(scale).length
}

/** Until the bar is there nothing is done, least of all with one claim. */
const barComes: Refused = {
  refused: () => t`What can be done with the selected claims is being loaded. Press it once more.`,
}

export type Asked = { kind: 'dismiss' | 'snooze' | 'assign'; claim: Claim }

/** The cursor, the selection and the keys of the queue. */
export function useTriage(
  filter: ClaimFilter,
  rows: readonly Claim[],
  decides: boolean,
  [cursor, setCursor]: ReturnType<typeof useCursor>,
) {
  const navigate = useNavigate()
  const { data: me } = useQuery(sessionQuery)
  const desk = useDesk()
  const shown = rows.map((claim) => claim.id)
  const [moved, setMoved] = useState(0)
  const [selection, select] = useSelection(filter)
  const [asked, ask] = useState<Asked | null>(null)
  const [taking, setTaking] = useState(false)
  const [rates, setRates] = useState(false)
  /** While a claim is being rated: the digits typed since. */
  const rating = useRef<number[] | null>(null)
  const assigning = useRef<{ id: number; done: Promise<boolean> } | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const selecting = chosen(selection, shown).length > 0
  const at = rowOf(shown, cursor)
  const current = rows[at]
  const currentId = current?.id
  // From the start it stands on a claim, so that what is done there does not lead off it.
  useEffect(() => {
    if (cursor === null && currentId !== undefined) setCursor({ id: currentId, at, given: true })
  }, [cursor, currentId, at, setCursor])
  // A row, a bar or a dialog that left takes the focus with it: it goes on at the cursor.
  useEffect(() => {
    if (cursor === null || cursor.given === true || currentId === undefined) return
    if (document.activeElement === document.body && (currentId !== cursor.id || !selecting))
      document.getElementById(`row-${currentId}`)?.focus({ preventScroll: true })
  }, [cursor, currentId, selecting])
  // What a key asked for on one claim is not done on it once the cursor came back.
  useEffect(() => letGo, [currentId])

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
    if (!current || me == null) return
    const { id } = current
    const done = takeRow(current, me)
    const now = { id, done }
    assigning.current = now
    void done.then((taken) => {
      if (!taken) letGo()
      if (assigning.current === now) assigning.current = null
    })
  }
  /** Beside the queue the pane does it, as soon as it is there; else the claim's own page. */
  const inPane = (name: KeyName, position = 0) => {
    if (!decides) openCurrent()
    else if (current) hold(current.id, name, position)
  }
  const rate = (position: number) => {
    // Without the pane, or what there is to choose from, the claim is not rated unseen.
    if (!decides || !current) {
      inPane('rate', position)
      return
    }
    // While it is being assigned nobody knows yet what will be possible.
    const taken = assigning.current?.id === current.id ? assigning.current.done : null
    // Before the ratings are asked after: with a colleague's claim nothing reads them.
    if (rating.current === null && taken === null && !can(current, 'save_verdict')) {
      refuse('rate', notNow(current, 'save_verdict'))
      return
    }
    const options = ratingsOf(current.desk)
    if (options === undefined) {
      inPane('rate', position)
      return
    }
    if (position > options) {
      refuse('rate', { refused: () => beyondScale(options) })
      return
    }
    // Digits for the claims after one that is still being read: each waits for the one before.
    if (rating.current !== null) {
      rating.current.push(position)
      return
    }
    const claim = current
    rating.current = []
    setRates(true)
    void rateOne(claim, position, taken).then((sent) => {
      const rest = rating.current ?? []
      rating.current = null
      setRates(false)
      // What was typed for the next claim is not for one that still needs something.
      const [next, ...after] = rest
      if (!sent || next === undefined) return
      now.current.rate(next)
      for (const each of after) now.current.rate(each)
    })
  }
  const rateOne = async (
    claim: Claim,
    position: number,
    taken: Promise<boolean> | null,
  ): Promise<boolean> => {
    if (taken !== null && !(await taken)) return false
    try {
      const rateAhead = await loadRateAhead()
      return await rateAhead(claim, position, {
        goOn: () => flushSync(() => now.current.done(claim.id)),
        open: () => void open(claim.id),
      })
    } catch (error) {
      complain(error)
      return false
    }
  }
  /** The claim was decided: on to the next, unless somebody or the list has gone on already. */
  const done = (id: number) => {
    if (id === currentId) go(at + 1)
  }
  // What ends later acts on the list as it is then.
  const now = useRef({ rate, done })
  useEffect(() => {
    now.current = { rate, done }
  })
  const asks = (kind: Asked['kind']) =>
    current && ifCan(current, kind, () => ask({ kind, claim: current }))

  useKeys({
    next: () => void go(at + 1),
    previous: () => void go(at - 1),
    open: openCurrent,
    select: () => {
      if (!current) return
      select(toggle(selection, shown, current.id))
    },
    extendDown: () => draw(at + 1),
    extendUp: () => draw(at - 1),
    take: () => void take(),
    search: () => search.current?.focus(),
    ...(current && {
      rate,
      write: () => inPane('write'),
      earlier: () => inPane('earlier'),
      evidence: () => inPane('evidence'),
      note: () => inPane('note'),
      unnamed: current.followup === 'none' ? notNow(current, 'unnamed') : () => inPane('unnamed'),
    }),
  })
  // With a selection these are the bar's: no pane has them, though the bar be still on its way. Else
  // they are done here at once, before the pane's own.
  useKeys(
    selecting
      ? { mine: barComes, others: barComes, dismiss: barComes, snooze: barComes }
      : {
          mine: current && ifTakeable(current, me?.person.id ?? 0, mine),
          others: asks('assign'),
          dismiss: asks('dismiss'),
          snooze: asks('snooze'),
        },
    'row',
  )
  // Digits are for the claims after it meanwhile, not for the pane that has come.
  useKeys(rates ? { rate } : {}, 'row')
  useClaimOffers(selecting ? undefined : current)
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
    done,
    /** Goes to a claim of the list, as when its words are chosen in the article. */
    goTo: (id: number) => {
      const row = shown.indexOf(id)
      if (row >= 0) go(row)
      else void open(id)
    },
  }
}
