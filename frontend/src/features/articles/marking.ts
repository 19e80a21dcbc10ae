import type { Claim } from '../../api/client'
import type { components } from '../../api/schema'
import type { Stretch } from '../../lib/wordSteps'

export type Marking = components['schemas']['Marking']

/** What words can be for a claim. An unnamed source is marked as such when it is marked. */
export type Part = 'content' | 'more' | 'cue' | 'named' | 'unnamed'

const pair = ([start, end]: Stretch): [number, number] => [start, end]

/** A claim's words as they are marked now, for the API; what it is not told stays as it is. */
export function markingOf({ spans, cue, source }: Claim): Marking {
  return {
    spans: spans.map(([start = 0, end = 0]) => [start, end]),
    cue: cue && [cue.start, cue.end],
    source: source && [source.start, source.end],
    kind: source?.kind ?? null,
    unnamed: source?.unnamed ?? false,
  }
}

/** A claim's marking with some words made its content, a further piece of it, its cue or source. */
export function withPart(claim: Claim, part: Part, words: Stretch): Marking {
  const now = markingOf(claim)
  switch (part) {
    case 'content':
      return { ...now, spans: [pair(words)] }
    case 'more':
      return { ...now, spans: joined([...now.spans, pair(words)]) }
    case 'cue':
      return { ...now, cue: pair(words) }
    case 'named':
      return {
        ...now,
        source: pair(words),
        kind: claim.source?.unnamed === false ? claim.source.kind : null,
        unnamed: false,
      }
    case 'unnamed':
      return { ...now, source: pair(words), kind: null, unnamed: true }
  }
}

/** Pieces in order; those that touch are one. */
export function joined(pieces: readonly (readonly [number, number])[]): [number, number][] {
  const whole: [number, number][] = []
  for (const [start, end] of pieces.toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else whole.push([start, end])
  }
  return whole
}

/** A claim as it is to look before the desk has answered. `words` reads a stretch of the text. */
export function remarked(claim: Claim, to: Marking, words: (at: Stretch) => string): Claim {
  const span = (at: [number, number] | null | undefined) =>
    at ? { start: at[0], end: at[1], text: words(at) } : null
  const start = to.spans[0]?.[0] ?? claim.start
  const end = to.spans.at(-1)?.[1] ?? claim.end
  const named = span(to.source)
  const same = named?.start === claim.source?.start && named?.end === claim.source?.end
  return {
    ...claim,
    start,
    end,
    spans: to.spans,
    text: words([start, end]),
    cue: span(to.cue),
    source: named && {
      ...named,
      kind: to.kind ?? (to.unnamed === true ? 'anonymous' : 'person'),
      unnamed: to.unnamed ?? false,
      refers_to: same ? (claim.source?.refers_to ?? null) : null,
      source_id: same ? (claim.source?.source_id ?? null) : null,
    },
  }
}
