import { useMemo } from 'react'
import type { Article } from '../../api/client'
import { articleMarks, paragraphs, type Paragraph } from '../../lib/paragraphs'
import type { MarkedClaim } from './MarkedText'
import type { useNudges } from './useNudges'

interface Look {
  /** With the lines that the page only furnishes. */
  original: boolean
  /** Without the first line where it is the headline that stands above. */
  untitled: boolean
}

/** An article's lines with its claims in them, one of which may be `moved` and not saved yet. */
export function useLines(
  { text, claims, furniture, title }: Article,
  moved: ReturnType<typeof useNudges>['moved'],
  { original, untitled }: Look,
): Paragraph[] {
  return useMemo(() => {
    const standing = claims.map((claim) =>
      claim.id === moved?.claim ? { ...claim, spans: moved.spans } : claim,
    )
    const lines = paragraphs(text, articleMarks(standing, furniture))
    const rest = untitled ? withoutTitle(lines, title) : lines
    return original ? rest : rest.filter((line) => isStory(line) || line.claims.length > 0)
  }, [text, claims, furniture, moved, original, untitled, title])
}

/** The claims by the numbers they bear in the text. */
export const numbered = (claims: Article['claims']): MarkedClaim[] =>
  claims.map(({ id, source }, i) => ({ id, number: i + 1, unnamed: source?.unnamed ?? false }))

/** Headings within the story are read, though not for claims. */
const isStory = ({ furniture }: Paragraph) => furniture === null || furniture === 'heading'

/** The first line is the headline already, where nothing in it is marked. */
function withoutTitle(lines: Paragraph[], title: string): Paragraph[] {
  const [first, ...rest] = lines
  if (first === undefined) return lines
  const words = first.pieces.map((piece) => piece.text).join('')
  const unmarked = first.pieces.every((piece) => piece.marks.every((mark) => mark.claim === null))
  return unmarked && words.trim() === title.trim() ? rest : lines
}
