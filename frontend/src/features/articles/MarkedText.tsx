import { IconEyeOff } from '@tabler/icons-react'
import { Fragment, memo, useMemo } from 'react'
import { claimAt, type Paragraph } from '../../lib/paragraphs'
import type { Segment } from '../../lib/segment'
import classes from './marked.module.css'

/** What the text needs to know of a claim. */
export interface MarkedClaim {
  id: number
  number: number
  unnamed: boolean
}

interface Props {
  paragraphs: readonly Paragraph[]
  claims: readonly MarkedClaim[]
  selected: number | null
  onSelect?: ((claim: number) => void) | undefined
  /** Without numbers: where only one claim matters. */
  plain?: boolean
}

/**
 * The article with its claims over it, in three channels that do not need colour: what was said
 * is underlined and numbered, the words that attribute it are dotted, who said it is boxed.
 */
export const MarkedText = memo(function MarkedText(props: Props) {
  const { paragraphs, claims, selected, onSelect, plain = false } = props
  const known = useMemo(() => new Map(claims.map((claim) => [claim.id, claim])), [claims])
  const firsts = useMemo(() => firstPieces(paragraphs), [paragraphs])
  return (
    <div className={classes.text}>
      {paragraphs.map((paragraph, i) => (
        <p
          key={paragraph.start}
          dir="auto"
          className={paragraph.furniture ? classes.furnitureLine : undefined}
        >
          {paragraph.furniture && paragraphs[i - 1]?.furniture !== true && (
            <span className={classes.furnitureTag}>not checked</span>
          )}
          {paragraph.pieces.map((piece) => (
            <Fragment key={piece.start}>
              {!plain &&
                (firsts.get(piece.start) ?? []).map((id) => (
                  <NumberButton
                    key={id}
                    claim={known.get(id)}
                    selected={selected}
                    onSelect={onSelect}
                  />
                ))}
              <Piece piece={piece} known={known} selected={selected} onSelect={onSelect} />
            </Fragment>
          ))}
        </p>
      ))}
    </div>
  )
})

/** For each piece the claims whose content begins there. */
function firstPieces(paragraphs: readonly Paragraph[]): Map<number, number[]> {
  const seen = new Set<number>()
  const firsts = new Map<number, number[]>()
  for (const { start, marks } of paragraphs.flatMap((paragraph) => paragraph.pieces)) {
    for (const { role, claim } of marks) {
      if (role !== 'content' || claim === null || seen.has(claim)) continue
      seen.add(claim)
      firsts.set(start, [...(firsts.get(start) ?? []), claim])
    }
  }
  return firsts
}

interface NumberProps {
  claim: MarkedClaim | undefined
  selected: number | null
  onSelect: Props['onSelect']
}

function NumberButton({ claim, selected, onSelect }: NumberProps) {
  if (claim === undefined) return null
  return (
    <button
      type="button"
      id={`mark-${claim.id}`}
      className={classes.number}
      aria-pressed={claim.id === selected}
      aria-label={`Claim ${claim.number}${claim.unnamed ? ', unnamed source' : ''}`}
      onClick={() => onSelect?.(claim.id)}
    >
      {claim.number}
    </button>
  )
}

interface PieceProps {
  piece: Segment
  known: ReadonlyMap<number, MarkedClaim>
  selected: number | null
  onSelect: Props['onSelect']
}

function Piece({ piece, known, selected, onSelect }: PieceProps) {
  if (piece.marks.length === 0) return piece.text
  const sources = piece.marks.filter((mark) => mark.role === 'source')
  const unnamed = sources.filter((m) => m.claim !== null && known.get(m.claim)?.unnamed === true)
  const target = claimAt(piece.marks, selected)
  const length = Array.from(piece.text).length
  const end = piece.start + length
  const closes = unnamed.some((mark) => mark.end === end)
  return (
    <>
      <mark
        className={classes.mark}
        data-content={piece.marks.filter((mark) => mark.role === 'content').length || undefined}
        data-cue={piece.marks.some((mark) => mark.role === 'cue') || undefined}
        data-source={sources.length > 0 ? (unnamed.length > 0 ? 'unnamed' : 'named') : undefined}
        data-from={sources.some((mark) => mark.start === piece.start) || undefined}
        data-to={sources.some((mark) => mark.end === end) || undefined}
        data-furniture={piece.marks.some((mark) => mark.role === 'furniture') || undefined}
        data-selected={
          (selected !== null && piece.marks.some((m) => m.claim === selected)) || undefined
        }
        data-pointer={(onSelect !== undefined && target !== null) || undefined}
        onClick={target === null ? undefined : () => onSelect?.(target)}
      >
        {piece.text}
      </mark>
      {closes && (
        <span className={classes.unnamedTag}>
          <IconEyeOff size={12} aria-hidden />
          unnamed
        </span>
      )}
    </>
  )
}
