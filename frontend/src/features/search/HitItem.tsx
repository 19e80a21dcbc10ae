import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Hit, SearchKind } from '../../api/client'
import { KINDS } from './filter'
import classes from './Search.module.css'

const FIELDS: Record<string, MessageDescriptor> = {
  title: msg`Title`,
  text: msg`Text`,
  summary: msg`Summary`,
  reasons: msg`Reasons`,
  quote: msg`Quote`,
  note: msg`Note`,
  publisher: msg`Publisher`,
  url: msg`Address`,
  byline: msg`Byline`,
  source: msg`Source`,
  why: msg`Why it was changed`,
}

/** Which field of a kind is what it is called. */
const HEADINGS: Partial<Record<SearchKind, string>> = {
  claim: 'text',
  evidence: 'title',
  article: 'title',
}

function fieldOf(field: string): string {
  const known = FIELDS[field]
  return known === undefined ? field : i18n._(known)
}

/** Something that was found: where it is, and the words around what was looked for. */
export function HitItem({ hit }: { hit: Hit }) {
  const known = KINDS.find(({ kind }) => kind === hit.kind)
  const name = known === undefined ? hit.kind : i18n._(known.one)
  const where = hit.article.title
  // A claim is its own heading, a page its title; what else was found stands below the claim it is of.
  const heading = hit.highlights.find(({ field }) => field === HEADINGS[hit.kind])
  const words =
    heading === undefined ? (hit.claim_text ?? hit.article.title) : <Words of={heading} />
  return (
    <li className={classes.hit}>
      <p className={classes.kicker}>
        <span className={classes.kind}>{name}</span>
        {hit.kind !== 'article' && (
          <span dir="auto">
            <Trans>in {where}</Trans>
          </span>
        )}
      </p>
      <h2 className={classes.title} dir="auto">
        {hit.claim !== null ? (
          <Link to="/claims/$claimId" params={{ claimId: hit.claim }}>
            {words}
          </Link>
        ) : (
          <Link to="/articles/$articleId" params={{ articleId: hit.article.id }}>
            {words}
          </Link>
        )}
      </h2>
      {hit.highlights
        .filter((one) => one !== heading)
        .map((one) => (
          <p key={one.field} className={classes.excerpt} dir="auto">
            <span className={classes.field}>{fieldOf(one.field)}: </span>
            <Words of={one} />
          </p>
        ))}
    </li>
  )
}

/** An excerpt as plain text, what was looked for marked in it. Never read as HTML. */
export function Words({ of: { fragments } }: { of: Hit['highlights'][number] }) {
  return (
    <>
      {/^\p{Ll}/u.test(fragments[0]?.text ?? '') && '… '}
      {fragments.map(({ text, match }, i) =>
        match ? (
          <mark key={i} className={classes.match}>
            {text}
          </mark>
        ) : (
          <span key={i}>{text}</span>
        ),
      )}
    </>
  )
}
