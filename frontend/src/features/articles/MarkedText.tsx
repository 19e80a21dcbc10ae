import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconEyeOff } from '@tabler/icons-react'
import { Fragment, memo, useMemo } from 'react'
import type { FurnitureKind } from '../../api/client'
import { claimAt, type Paragraph, type Piece } from '../../lib/paragraphs'
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

type Known = ReadonlyMap<number, MarkedClaim>

/**
 * The article with its claims over it, in channels that do not need colour: what was said is
 * underlined, each claim in a line of its own, and numbered; the words that attribute it are dotted,
 * who said it is boxed.
 */
export function MarkedText({ paragraphs, claims, selected, onSelect, plain = false }: Props) {
  const known = useMemo(() => new Map(claims.map((claim) => [claim.id, claim])), [claims])
  return (
    <div className={classes.text}>
      {paragraphs.map((paragraph, i) => (
        <Line
          key={paragraph.start}
          paragraph={paragraph}
          known={known}
          selected={selected !== null && paragraph.claims.includes(selected) ? selected : null}
          onSelect={onSelect}
          plain={plain}
          tagged={tagOf(paragraph) !== null && tagOf(paragraphs[i - 1]) !== tagOf(paragraph)}
        />
      ))}
    </div>
  )
}

interface LineProps {
  paragraph: Paragraph
  known: Known
  selected: number | null
  onSelect: Props['onSelect']
  plain: boolean
  /** Whether it says what it is for the page: the first of several does. */
  tagged: boolean
}

type Tag = Exclude<FurnitureKind, 'heading'>

const FURNITURE: Record<Tag, MessageDescriptor> = {
  byline: msg`byline`,
  caption: msg`caption or credit`,
  promotion: msg`link or notice`,
  other: msg`of the page, not the story`,
}

/** What a line is for the page; a heading within the story is no furniture to a reader. */
const tagOf = (line: Paragraph | undefined): Tag | null =>
  line?.furniture === 'heading' ? null : (line?.furniture ?? null)

/** Drawn again only where something of it changed: an article has hundreds. */
const Line = memo(function Line(props: LineProps) {
  const { paragraph, known, selected, onSelect, plain, tagged } = props
  const tag = tagOf(paragraph)
  return (
    <p
      dir="auto"
      data-line={paragraph.start}
      className={
        tag !== null
          ? classes.furnitureLine
          : paragraph.furniture === 'heading'
            ? classes.heading
            : undefined
      }
    >
      {tagged && tag !== null && (
        // An element with a direction of its own does not decide its paragraph's.
        <span className={classes.furnitureTag} dir="ltr" data-extra>
          {i18n._(FURNITURE[tag])}
        </span>
      )}
      {paragraph.pieces.map((piece) => (
        <Fragment key={piece.start}>
          {!plain &&
            piece.opens.map((id) => (
              <NumberButton
                key={id}
                claim={known.get(id)}
                selected={selected}
                onSelect={onSelect}
              />
            ))}
          <Words piece={piece} known={known} selected={selected} onSelect={onSelect} />
        </Fragment>
      ))}
    </p>
  )
}, sameLine)

function sameLine(before: LineProps, now: LineProps): boolean {
  return (
    before.paragraph.key === now.paragraph.key &&
    before.selected === now.selected &&
    before.onSelect === now.onSelect &&
    before.plain === now.plain &&
    before.tagged === now.tagged &&
    now.paragraph.claims.every((id) => {
      const [old, fresh] = [before.known.get(id), now.known.get(id)]
      return old?.number === fresh?.number && old?.unnamed === fresh?.unnamed
    })
  )
}

interface NumberProps {
  claim: MarkedClaim | undefined
  selected: number | null
  onSelect: Props['onSelect']
}

function NumberButton({ claim, selected, onSelect }: NumberProps) {
  if (claim === undefined) return null
  const { number } = claim
  return (
    <button
      type="button"
      id={`mark-${claim.id}`}
      className={classes.number}
      dir="ltr"
      data-extra
      aria-pressed={claim.id === selected}
      aria-label={claim.unnamed ? t`Claim ${number}, unnamed source` : t`Claim ${number}`}
      onClick={() => onSelect?.(claim.id)}
    >
      {number}
    </button>
  )
}

interface WordsProps {
  piece: Piece
  known: Known
  selected: number | null
  onSelect: Props['onSelect']
}

function Words({ piece, known, selected, onSelect }: WordsProps) {
  if (piece.marks.every((mark) => mark.role === 'furniture')) return piece.text
  const sources = piece.marks.filter((mark) => mark.role === 'source')
  const unnamed = sources.filter((m) => m.claim !== null && known.get(m.claim)?.unnamed === true)
  const target = claimAt(piece.marks, selected)
  const end = piece.start + Array.from(piece.text).length
  const own = piece.marks.filter((mark) => mark.claim === selected && selected !== null)
  const choose = () => {
    // Whoever drew over the words to select them means the words, not the claim.
    if (target !== null && window.getSelection()?.isCollapsed !== false) onSelect?.(target)
  }
  return (
    <>
      <mark
        className={classes.mark}
        data-content={piece.marks.filter((mark) => mark.role === 'content').length || undefined}
        data-lane-1={piece.lanes.includes(1) || undefined}
        data-lane-2={piece.lanes.includes(2) || undefined}
        data-lane-3={piece.lanes.includes(3) || undefined}
        data-cue={piece.marks.some((mark) => mark.role === 'cue') || undefined}
        data-source={sources.length > 0 ? (unnamed.length > 0 ? 'unnamed' : 'named') : undefined}
        data-from={sources.some((mark) => mark.start === piece.start) || undefined}
        data-to={sources.some((mark) => mark.end === end) || undefined}
        data-selected={own.length > 0 || undefined}
        data-said={own.some((mark) => mark.role === 'content') || undefined}
        data-pointer={(onSelect !== undefined && target !== null) || undefined}
        onClick={target === null ? undefined : choose}
      >
        {piece.text}
      </mark>
      {unnamed.some((mark) => mark.end === end) && (
        <span className={classes.unnamedTag} dir="ltr" data-extra>
          <IconEyeOff size={12} aria-hidden />
          <Trans>unnamed</Trans>
        </span>
      )}
    </>
  )
}
