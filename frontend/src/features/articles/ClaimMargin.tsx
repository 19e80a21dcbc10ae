import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { Claim } from '../../api/client'
import { KEYS } from '../../app/keys'
import { RatingBadge, SourceBadge, StateBadge } from '../../ui/badges'
import classes from './article.module.css'
import { ClaimFacts } from './ClaimFacts'

interface Props {
  claims: readonly Claim[]
  selected: number | null
  onSelect: (claim: number | null) => void
  step: (by: 1 | -1) => void
}

/** The claims beside the text; the selected one says all that is known of it. */
export function ClaimMargin({ claims, selected, onSelect, step }: Props) {
  const current = claims.find((claim) => claim.id === selected)
  return (
    <aside className={classes.margin} aria-labelledby="claims-heading">
      <div className={classes.marginHead}>
        <h2 id="claims-heading">Claims</h2>
        <div className={classes.stepper}>
          <ActionIcon
            variant="default"
            aria-label="Previous claim"
            aria-keyshortcuts={KEYS.previousSpan.key}
            onClick={() => step(-1)}
          >
            <IconChevronUp size={16} aria-hidden />
          </ActionIcon>
          <kbd>{KEYS.previousSpan.key}</kbd>
          <kbd>{KEYS.nextSpan.key}</kbd>
          <ActionIcon
            variant="default"
            aria-label="Next claim"
            aria-keyshortcuts={KEYS.nextSpan.key}
            onClick={() => step(1)}
          >
            <IconChevronDown size={16} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      <div className={classes.sheet} aria-live="polite">
        {current && (
          <ClaimFacts
            claim={current}
            number={claims.indexOf(current) + 1}
            total={claims.length}
            onClose={() => onSelect(null)}
          />
        )}
      </div>
      <ol id="cards" className={classes.cards}>
        {claims.map((claim, i) => (
          <li
            key={claim.id}
            id={`card-${claim.id}`}
            data-nested={claim.parent !== null || undefined}
          >
            <button
              type="button"
              className={classes.card}
              aria-pressed={claim.id === selected}
              onClick={() => onSelect(claim.id)}
            >
              <span className={classes.cardNumber}>{i + 1}</span>
              <span className={classes.cardBody}>
                <span className={classes.cardText} dir="auto">
                  {claim.text}
                </span>
                <span className={classes.cardLine}>
                  <SourceBadge source={claim.source} />
                  {claim.verdict === null ? (
                    <StateBadge state={claim.state} />
                  ) : (
                    <RatingBadge rating={claim.verdict.rating} />
                  )}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </aside>
  )
}
