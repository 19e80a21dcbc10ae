import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { components } from '../../api/schema'
import { languageName, showDay } from '../../lib/dates'
import { RatingBadge, StateBadge } from '../../ui/badges'
import classes from './matching.module.css'
import { piecesOf } from './pieces'
import type { Match } from './queries'
import { FACTS, LIKENESS } from './words'

type Span = components['schemas']['TextSpan']

/** An earlier statement: how like it is, which words agree, what differs, and what came of it. */
export function MatchItem({ match, children }: { match: Match; children?: ReactNode }) {
  const { i18n } = useLingui()
  const percent = match.meaning === null ? null : Math.round(100 * match.meaning)
  return (
    <li className={classes.match}>
      <p className={classes.kicker}>
        <span className={classes.likeness} data-likeness={match.likeness}>
          {i18n._(LIKENESS[match.likeness])}
        </span>
        {match.fact_check !== null && (
          <span className={classes.foreign}>
            <Trans>checked elsewhere</Trans>
          </span>
        )}
        {percent !== null && (
          <span className={classes.foreign}>{t`${percent}% alike in meaning`}</span>
        )}
      </p>
      <p className={classes.text} dir="auto">
        <Said match={match} />
      </p>
      <Differences match={match} />
      <Outcome match={match} />
      {children}
    </li>
  )
}

/** Words of one of two statements; those that the other has not are underlined. */
export function Words({ text, agreeing }: { text: string; agreeing: readonly Span[] }) {
  return piecesOf(text, agreeing).map((piece, at) =>
    piece.agrees || !/[\p{L}\p{N}]/u.test(piece.text) ? (
      <span key={at}>{piece.text}</span>
    ) : (
      <span key={at} className={classes.differs}>
        {piece.text}
      </span>
    ),
  )
}

/** The earlier words, where they are to be read. */
function Said({ match }: { match: Match }) {
  const words = <Words text={match.text} agreeing={match.found_agrees} />
  if (match.claim !== null)
    return (
      <Link to="/claims/$claimId" params={{ claimId: match.claim.id }}>
        {words}
      </Link>
    )
  return (
    <a href={match.fact_check?.url} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}

export function Differences({ match }: { match: Match }) {
  const { i18n } = useLingui()
  if (match.differences.length === 0) return null
  return (
    <ul className={classes.differences} aria-label={t`What differs`}>
      {match.differences.map(({ fact, asked, found, contradicts }, at) => (
        <li key={at} data-contradicts={contradicts || undefined}>
          {i18n._(asked !== null && found !== null ? FACTS[fact].other : FACTS[fact].more)}
          {': '}
          {asked !== null && <Quoted span={asked} where={(words) => t`here “${words}”`} />}
          {found !== null && <Quoted span={found} where={(words) => t`there “${words}”`} />}
        </li>
      ))}
    </ul>
  )
}

interface QuotedProps {
  span: Span
  where: (words: string) => string
}

const Quoted = ({ span, where }: QuotedProps) => (
  <span className={classes.fact} dir="auto">
    {where(span.text)}
  </span>
)

function Outcome({ match: { claim, fact_check: check } }: { match: Match }) {
  if (claim !== null)
    return (
      <p className={classes.outcome}>
        {claim.rating === null ? (
          <StateBadge state={claim.state} />
        ) : (
          <RatingBadge rating={claim.rating} />
        )}
        <Link
          to="/articles/$articleId"
          params={{ articleId: claim.article.id }}
          search={{ claim: claim.id }}
          dir="auto"
        >
          {claim.article.title}
        </Link>
      </p>
    )
  if (check === null) return null
  const day = check.published === null ? '' : showDay(check.published)
  return (
    <p className={classes.outcome}>
      <strong dir="auto">{check.rating}</strong>
      <span dir="auto">{check.publisher}</span>
      {check.language !== '' && <span>{languageName(check.language)}</span>}
      {day !== '' && <span>{day}</span>}
    </p>
  )
}
