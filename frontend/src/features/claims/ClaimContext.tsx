import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ClaimDetail } from '../../api/client'
import { articleQuery } from '../../api/queries'
import { articleMarks, paragraphs, type Paragraph } from '../../lib/paragraphs'
import { ErrorState, Loading } from '../../ui/states'
import { MarkedText } from '../articles/MarkedText'
import classes from './Claim.module.css'

/** The claim where it stands: its own paragraphs, with one before and one after. */
export function ClaimContext({ claim }: { claim: ClaimDetail }) {
  const article = useQuery(articleQuery(claim.article.id))
  const { data } = article
  const lines = useMemo(
    () =>
      data === undefined
        ? []
        : around(paragraphs(data.text, articleMarks([claim], data.furniture)), claim),
    [data, claim],
  )
  return (
    <section aria-labelledby="context-title" className={classes.context}>
      <h2 id="context-title" className={classes.contextTitle}>
        <Trans>In</Trans>{' '}
        <Link
          to="/articles/$articleId"
          params={{ articleId: claim.article.id }}
          search={{ claim: claim.id }}
          dir="auto"
        >
          {claim.article.title}
        </Link>
      </h2>
      {article.isPending && <Loading lines={4} label={t`Loading the context`} />}
      {article.isError && <ErrorState error={article.error} retry={() => void article.refetch()} />}
      <MarkedText
        paragraphs={lines}
        claims={[{ id: claim.id, number: 1, unnamed: claim.source?.unnamed ?? false }]}
        selected={claim.id}
        plain
      />
    </section>
  )
}

/** The paragraphs that hold any part of the claim, and their neighbours. */
function around(lines: Paragraph[], claim: ClaimDetail): Paragraph[] {
  const holds = lines.map(({ pieces }) =>
    pieces.some(({ marks }) => marks.some((mark) => mark.claim === claim.id)),
  )
  const from = Math.max(0, holds.indexOf(true) - 1)
  const to = Math.min(lines.length, holds.lastIndexOf(true) + 2)
  return lines.slice(from, to)
}
