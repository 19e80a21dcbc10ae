import type { Revision } from '../../api/client'

type Standing = Pick<
  Revision['claims'][number],
  'claim' | 'anchor' | 'text' | 'placed_by' | 'spans' | 'candidates'
>

export type Went = 'ambiguous' | 'gone' | 'edited' | 'placed' | 'moved' | 'carried' | 'new'

export interface Whereabouts {
  claim: number
  went: Went
  before: string | null
  /** What it says now; null where it has no place. */
  after: string | null
  placedBy: string
  /** Places of the newer text that are like it, where it is not certain which is its own. */
  candidates: readonly (readonly number[])[]
}

const same = (one: string, other: string) =>
  one.split(/\s+/).join(' ') === other.split(/\s+/).join(' ')

/** What became of each claim from one version to a later one; what needs somebody comes first. */
export function whereabouts(from: readonly Standing[], to: readonly Standing[]): Whereabouts[] {
  const before = new Map(from.map((standing) => [standing.claim, standing]))
  const after = new Set(to.map(({ claim }) => claim))
  const found = to.map((now): Whereabouts => {
    const old = before.get(now.claim)
    return {
      claim: now.claim,
      went: wentTo(old, now),
      before: old?.text ?? (now.spans.length === 0 ? now.text : null),
      after: now.spans.length === 0 ? null : now.text,
      placedBy: now.placed_by,
      candidates: now.candidates,
    }
  })
  const lost = from
    .filter(({ claim }) => !after.has(claim))
    .map(
      ({ claim, text }): Whereabouts => ({
        claim,
        went: 'gone',
        before: text,
        after: null,
        placedBy: '',
        candidates: [],
      }),
    )
  return [...found, ...lost].toSorted((a, b) => ORDER.indexOf(a.went) - ORDER.indexOf(b.went))
}

const ORDER: Went[] = ['ambiguous', 'gone', 'edited', 'placed', 'moved', 'carried', 'new']

function wentTo(old: Standing | undefined, now: Standing): Went {
  if (now.spans.length === 0) return now.anchor === 'ambiguous' ? 'ambiguous' : 'gone'
  if (old === undefined) return 'new'
  if (now.anchor === 'placed') return 'placed'
  if (!same(old.text, now.text)) return 'edited'
  // Its words are as they were: then it is told apart only where its source or cue changed.
  return now.anchor === 'edited' || now.anchor === 'moved' ? now.anchor : 'carried'
}
