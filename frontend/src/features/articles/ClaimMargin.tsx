import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconCornerDownRight } from '@tabler/icons-react'
import { memo, useMemo, useRef, type ReactNode, type RefObject } from 'react'
import type { Claim } from '../../api/client'
import { keyLabel, keyShortcut } from '../../app/keys'
import { useFocusOn } from '../../lib/focusBack'
import { RatingBadge, SourceBadge, StateBadge } from '../../ui/badges'
import classes from './margin.module.css'
import { ClaimFacts } from './ClaimFacts'
import { useAligned } from './useAligned'

interface Props {
  claims: readonly Claim[]
  selected: number | null
  onSelect: (claim: number | null) => void
  step: (by: 1 | -1) => void
  /** The text that the notes stand beside. */
  text: RefObject<HTMLElement | null>
}

/** A note for each claim beside its line; the selected one says all that is known of it. */
export function ClaimMargin({ claims, selected, onSelect, step, text }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const ids = useMemo(() => claims.map(({ id }) => id), [claims])
  useAligned(list, text, ids, selected)
  return (
    <aside className={classes.margin} aria-labelledby="claims-heading">
      <div className={classes.head}>
        <h2 id="claims-heading">
          <Trans>Claims</Trans>
        </h2>
        <div className={classes.stepper}>
          <ActionIcon
            variant="default"
            aria-label={t`Previous claim`}
            aria-keyshortcuts={keyShortcut('previousSpan')}
            onClick={() => step(-1)}
          >
            <IconChevronUp size={16} aria-hidden />
          </ActionIcon>
          <kbd>{keyLabel('previousSpan')}</kbd>
          <kbd>{keyLabel('nextSpan')}</kbd>
          <ActionIcon
            variant="default"
            aria-label={t`Next claim`}
            aria-keyshortcuts={keyShortcut('nextSpan')}
            onClick={() => step(1)}
          >
            <IconChevronDown size={16} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      <ol ref={list} className={classes.notes}>
        {claims.map((claim, i) => (
          <li
            key={claim.id}
            id={`note-${claim.id}`}
            className={classes.note}
            data-selected={claim.id === selected || undefined}
            data-nested={claim.parent !== null || undefined}
            data-aside={claim.state === 'dismissed' || undefined}
          >
            <NoteButton
              claim={claim}
              number={i + 1}
              outer={claim.parent === null ? 0 : ids.indexOf(claim.parent) + 1}
              pressed={claim.id === selected}
              onSelect={onSelect}
            />
            {claim.id === selected && (
              <Sheet claim={claim.id}>
                <ClaimFacts
                  claim={claim}
                  number={i + 1}
                  total={claims.length}
                  onClose={() => onSelect(null)}
                />
              </Sheet>
            )}
          </li>
        ))}
      </ol>
    </aside>
  )
}

/** Closed, or left by a key, it gives the focus to the note of the claim that is selected then. */
function Sheet({ claim, children }: { claim: number; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useFocusOn(
    box,
    () =>
      document.querySelector<HTMLElement>(`.${classes.note}[data-selected] button`) ??
      document.querySelector<HTMLElement>(`#note-${claim} button`),
  )
  return (
    <div ref={box} className={classes.sheet}>
      {children}
    </div>
  )
}

interface NoteProps {
  claim: Claim
  number: number
  /** The number of the claim it lies in, 0 for none. */
  outer: number
  pressed: boolean
  onSelect: (claim: number) => void
}

const NoteButton = memo(function NoteButton(props: NoteProps) {
  const { claim, number, outer, pressed, onSelect } = props
  return (
    <button
      type="button"
      className={classes.button}
      aria-pressed={pressed}
      onClick={() => onSelect(claim.id)}
    >
      <span className={classes.number}>{number}</span>
      <span className={classes.body}>
        <span className={classes.words} dir="auto">
          {claim.text}
        </span>
        <span className={classes.line}>
          {claim.verdict === null ? (
            <StateBadge state={claim.state} />
          ) : (
            <RatingBadge rating={claim.verdict.rating} />
          )}
          <SourceBadge source={claim.source} />
        </span>
        {outer > 0 && (
          <span className={classes.nested}>
            <IconCornerDownRight size={12} aria-hidden />
            <Trans>within claim {outer}</Trans>
          </span>
        )}
      </span>
    </button>
  )
})
