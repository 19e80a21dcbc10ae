import { plural, t } from '@lingui/core/macro'
import type { Evidence, Policy } from '../../api/client'
import { listOf } from '../../lib/lists'

/** What of a verdict is typed so far. */
interface Typed {
  rating: string
  summary: string
  why: string
}

/** What a verdict rests on, as far as the desk's policy asks about it. */
export interface Ground {
  independent: number
  /** Whether any of it comes from a source that is not named. */
  unnamed: boolean
}

/** A part of a verdict that somebody fills in. */
export type Part = 'rating' | 'why' | 'summary' | 'evidence'

export interface Lacking {
  /** What to fill in first; null where nothing is lacking. */
  first: Part | null

  /** What is missing before it can be saved at all. */
  save: string[]
  /** What is missing on top before an editor can have it. */
  submit: string[]
}

type Demands = Policy['rules']['evidence']

/** What a verdict still lacks, in the words of the form. */
export function lacks(
  draft: Typed,
  ground: Ground,
  { wasPublished, demands }: { wasPublished: boolean; demands?: Demands | undefined },
): Lacking {
  const save: string[] = []
  const submit: string[] = []
  const parts: Part[] = []
  if (draft.rating === '') {
    save.push(t`a rating`)
    parts.push('rating')
  }
  if (wasPublished && draft.why.trim() === '') {
    save.push(t`what made you change it`)
    parts.push('why')
  }
  if (draft.summary.trim() === '') {
    submit.push(t`the summary for readers`)
    parts.push('summary')
  }
  const needed = Math.max(1, demands?.min_independent ?? 1)
  const more = needed - ground.independent
  if (needed === 1 && more > 0) submit.push(t`one piece of evidence`)
  else if (more > 0)
    submit.push(
      plural(more, {
        one: '# more independent piece of evidence',
        other: '# more independent pieces of evidence',
      }),
    )
  if (ground.unnamed && demands?.allow_unnamed === false)
    submit.push(t`evidence from named sources only`)
  const rest = submit.length > 0 ? 'evidence' : null
  return { first: parts[0] ?? rest, save, submit }
}

/** One line beside the buttons: what is missing; null where nothing is. */
export function lackingWords({ save, submit }: Pick<Lacking, 'save' | 'submit'>): string | null {
  const parts = listOf([...save, ...submit])
  if (save.length > 0) return t`Still needed: ${parts}.`
  if (submit.length > 0) return t`Before an editor gets it, it needs ${parts}.`
  return null
}

/** The pieces a verdict rests on, those of common origin counted once. */
export function groundOf(known: readonly Evidence[], rests: readonly number[]): Ground {
  const origin = new Map(known.map(({ id }) => [id, id]))
  const root = (id: number): number => {
    const up = origin.get(id)
    return up === undefined || up === id ? id : root(up)
  }
  for (const { id, common_origin_with: other } of known) {
    if (other !== null && origin.has(other)) origin.set(root(id), root(other))
  }
  return {
    independent: new Set(rests.map(root)).size,
    unnamed: known.some(({ id, unnamed }) => unnamed && rests.includes(id)),
  }
}
