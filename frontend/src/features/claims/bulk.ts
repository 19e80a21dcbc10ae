import { plural, t } from '@lingui/core/macro'
import { useState } from 'react'
import { api, ApiProblem, unwrap } from '../../api/client'
import { refreshWork } from '../../api/queries'
import type { components } from '../../api/schema'
import { readText, useText, writeText } from '../../lib/preferences'
import { complain, offerUndo, say } from '../../ui/undo'

/** What was done to many is offered to be undone for longer: there is more to look at. */
const UNDO_STAYS = 60_000

type Request = components['schemas']['BulkRequest']

/** What an action is for: chosen claims, or a filter of which so many claims were shown. */
export type Target =
  | Required<Pick<Request, 'claims'>>
  | Required<Pick<Request, 'filter' | 'expect'>>
export type Deed = Partial<Omit<Request, 'claims' | 'filter' | 'expect'>> & Pick<Request, 'action'>

/** Why nothing was done: the claims that stand in the way, or that the filter holds another number. */
export interface Refused {
  detail: string
  claims: { claim: number; detail: string }[]
  count: number | null
}

export const claimsWord = (count: number): string =>
  plural(count, { one: '# claim', other: '# claims' })

/** What one did to many, as long as it can be undone. */
interface Done {
  id: number
  said: string
  until: string
}

const LATELY = 'bulk-lately'

function readHistory(text: string): Done[] {
  try {
    const found = JSON.parse(text) as Done[]
    return found.filter(({ until }) => new Date(until) > new Date())
  } catch {
    return []
  }
}

const changeHistory = (change: (done: Done[]) => Done[]) =>
  writeText(LATELY, JSON.stringify(change(readHistory(readText(LATELY, '[]'))).slice(0, 10)))

/** One's own latest actions on many claims that can still be undone, the latest first. */
export const useBulkHistory = (): Done[] => readHistory(useText(LATELY, '[]'))

export function readRefused(error: ApiProblem): Refused {
  const { claims, count } = error.extra
  return {
    detail: error.message,
    claims: (Array.isArray(claims) ? (claims as unknown[]) : []).filter(
      (one): one is Refused['claims'][number] =>
        typeof one === 'object' &&
        one !== null &&
        'claim' in one &&
        typeof one.claim === 'number' &&
        'detail' in one &&
        typeof one.detail === 'string',
    ),
    count: typeof count === 'number' ? count : null,
  }
}

/** Takes an action on many back, where nobody went on with them. */
export async function undoBulk(id: number): Promise<void> {
  try {
    const { claims, kept } = await unwrap(
      api.POST('/api/v1/claims/bulk/{record_id}/undo', { params: { path: { record_id: id } } }),
    )
    changeHistory((all) => all.filter((one) => one.id !== id))
    const undone = claimsWord(claims.length)
    const stayed = claimsWord(kept.length)
    say(
      kept.length === 0
        ? t`Undone on ${undone}.`
        : t`Undone on ${undone}. ${stayed} stayed: somebody went on there since.`,
    )
  } catch (error) {
    complain(error)
  } finally {
    await refreshWork()
  }
}

export interface Bulk {
  busy: boolean
  refused: Refused | null
  forget: () => void
  /** Answers whether the desk has it. */
  run: (deed: Deed, done: string) => Promise<boolean>
}

/** Carries out one action on many claims, all or none. A refusal keeps everything as it was. */
export function useBulk(target: Target, onDone: () => void): Bulk {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const run = async (deed: Deed, done: string) => {
    if (busy) return false
    setBusy(true)
    setRefused(null)
    try {
      const body = { ...deed, ...target } as Request
      const { id, claims, undo_until } = await unwrap(api.POST('/api/v1/claims/bulk', { body }))
      const what = claimsWord(claims.length)
      const said = t`${what}: ${done}.`
      changeHistory((all) => [{ id, said, until: undo_until }, ...all])
      offerUndo(said, () => void undoBulk(id), { stays: UNDO_STAYS })
      onDone()
      return true
    } catch (error) {
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500)
        setRefused(readRefused(error))
      else complain(error)
      return false
    } finally {
      setBusy(false)
      await refreshWork()
    }
  }
  return { busy, refused, forget: () => setRefused(null), run }
}
