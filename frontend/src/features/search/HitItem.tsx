import { Link } from '@tanstack/react-router'
import type { Hit, SearchKind } from '../../api/client'
import { KINDS } from './filter'
import classes from './Search.module.css'

const FIELDS: Record<string, string> = {
  title: 'Title',
  text: 'Text',
  summary: 'Summary',
  reasons: 'Reasons',
  quote: 'Quote',
  note: 'Note',
  publisher: 'Publisher',
  url: 'Address',
  byline: 'Byline',
  source: 'Source',
  why: 'Why it was changed',
}

/** Which field of a kind is what it is called. */
const HEADINGS: Partial<Record<SearchKind, string>> = {
  claim: 'text',
  evidence: 'title',
  article: 'title',
}

/** Something that was found: where it is, and the words around what was looked for. */
export function HitItem({ hit }: { hit: Hit }) {
  const name = KINDS.find(({ kind }) => kind === hit.kind)?.one ?? hit.kind
  // A claim is its own heading, a page its title; what else was found stands below where it is.
  const heading = hit.highlights.find(({ field }) => field === HEADINGS[hit.kind])
  const words = heading === undefined ? hit.article.title : <Words of={heading} />
  return (
    <li className={classes.hit}>
      <p className={classes.kicker}>
        <span className={classes.kind}>{name}</span>
        {hit.kind !== 'article' && heading !== undefined && (
          <span dir="auto">in {hit.article.title}</span>
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
            <span className={classes.field}>{FIELDS[one.field] ?? one.field}: </span>
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
