/** A stretch of two texts: in both, only in the new one, or only in the old one. */
export interface Change {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Beyond this many differences nobody reads them word by word: all of it is another text. */
const MOST = 600

/** What leads from one list to another with the fewest changes (Myers, 1986). */
function compare(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let endA = before.length
  let endB = after.length
  while (endA > start && endB > start && before[endA - 1] === after[endB - 1]) {
    endA--
    endB--
  }
  const kept = (texts: readonly string[]): Change[] => texts.map((text) => ({ kind: 'same', text }))
  return [
    ...kept(before.slice(0, start)),
    ...shortest(before.slice(start, endA), after.slice(start, endB)),
    ...kept(before.slice(endA)),
  ]
}

function shortest(a: readonly string[], b: readonly string[]): Change[] {
  const removed = (texts: readonly string[]): Change[] =>
    texts.map((text) => ({ kind: 'removed', text }))
  const added = (texts: readonly string[]): Change[] =>
    texts.map((text) => ({ kind: 'added', text }))
  if (a.length === 0 || b.length === 0) return [...removed(a), ...added(b)]
  // For each diagonal how far the paths with d changes reach; the paths are read back from them.
  const most = Math.min(a.length + b.length, MOST)
  const reached: Map<number, number>[] = []
  let furthest = new Map<number, number>([[1, 0]])
  for (let d = 0; d <= most; d++) {
    reached.push(new Map(furthest))
    for (let k = -d; k <= d; k += 2) {
      const down = furthest.get(k + 1) ?? -1
      const right = furthest.get(k - 1) ?? -1
      let x = k === -d || (k !== d && right < down) ? down : right + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      furthest.set(k, x)
      if (x >= a.length && x - k >= b.length) return readBack(a, b, reached, d)
    }
    furthest = new Map(furthest)
  }
  return [...removed(a), ...added(b)]
}

function readBack(
  a: readonly string[],
  b: readonly string[],
  reached: readonly Map<number, number>[],
  d: number,
): Change[] {
  const changes: Change[] = []
  let x = a.length
  let y = b.length
  for (let depth = d; depth >= 0; depth--) {
    const before = reached[depth] ?? new Map<number, number>()
    const k = x - y
    const down = before.get(k + 1) ?? -1
    const right = before.get(k - 1) ?? -1
    const fromK = k === -depth || (k !== depth && right < down) ? k + 1 : k - 1
    const fromX = depth === 0 ? 0 : (before.get(fromK) ?? 0)
    const fromY = depth === 0 ? 0 : fromX - fromK
    while (x > fromX && y > fromY) {
      x--
      y--
      changes.push({ kind: 'same', text: a[x] ?? '' })
    }
    if (depth === 0) break
    if (x > fromX) changes.push({ kind: 'removed', text: a[--x] ?? '' })
    else changes.push({ kind: 'added', text: b[--y] ?? '' })
  }
  return changes.reverse()
}

/** Neighbours of one kind as one, and between two kept words what went before what came. */
function tidied(changes: readonly Change[]): Change[] {
  const out: Change[] = []
  let removed = ''
  let added = ''
  const settle = () => {
    if (removed !== '') out.push({ kind: 'removed', text: removed })
    if (added !== '') out.push({ kind: 'added', text: added })
    removed = added = ''
  }
  for (const [i, { kind, text }] of changes.entries()) {
    const between = removed !== '' && added !== '' && (changes[i + 1]?.kind ?? 'same') !== 'same'
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    // A blank between two changed words would only chop the change up.
    else if (between && /^[^\S\r\n]+$/.test(text)) {
      removed += text
      added += text
    } else {
      settle()
      const last = out.at(-1)
      if (last?.kind === 'same') last.text += text
      else out.push({ kind, text })
    }
  }
  settle()
  return out
}

/** A change that begins at the end of a paragraph and might as well begin with the next one does. */
function onWholeLines(changes: readonly Change[]): Change[] {
  const out = changes.map((change) => ({ ...change }))
  for (const [i, change] of out.entries()) {
    const [before, after] = [out[i - 1], out[i + 1]]
    if (change.kind === 'same' || before?.kind !== 'same' || after?.kind !== 'same') continue
    const end = /^[^\r\n]*[\r\n]+/.exec(change.text)?.[0]
    if (end === undefined || !after.text.startsWith(end)) continue
    before.text += end
    change.text = change.text.slice(end.length) + end
    after.text = after.text.slice(end.length)
  }
  return out.filter(({ text }) => text !== '')
}

const linesOf = (text: string) => text.match(/[^\r\n]*(?:\r\n|\r|\n)+|[^\r\n]+$/g) ?? []
const wordsIn = (text: string) => text.match(/\s+|[\p{L}\p{N}\p{M}’'-]+|./gsu) ?? []

/**
 * What became of a text: first which paragraphs changed, then in these which words. Together the
 * pieces that are no additions are the old text, and those that are no removals the new one.
 */
export function diffTexts(before: string, after: string): Change[] {
  const out: Change[] = []
  let removed = ''
  let added = ''
  const settle = () => {
    out.push(...compare(wordsIn(removed), wordsIn(added)))
    removed = added = ''
  }
  for (const { kind, text } of compare(linesOf(before), linesOf(after))) {
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else {
      settle()
      out.push({ kind, text })
    }
  }
  settle()
  return onWholeLines(tidied(out))
}

/** The same by paragraph, as a page shows it; paragraphs that are nothing but white space are left out. */
export function diffLines(before: string, after: string): Change[][] {
  const lines: Change[][] = [[]]
  for (const { kind, text } of diffTexts(before, after)) {
    for (const [i, piece] of text.split(/(?:\r\n|\r|\n)+/).entries()) {
      if (i > 0) lines.push([])
      if (piece !== '') lines.at(-1)?.push({ kind, text: piece })
    }
  }
  return lines.filter((line) => line.some(({ text }) => text.trim() !== ''))
}
