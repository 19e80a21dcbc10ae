import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import type { Article } from '../../api/client'
import { articleQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { articleMarks, paragraphs } from '../../lib/paragraphs'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { ArticleHead } from './ArticleHead'
import classes from './article.module.css'
import { ClaimMargin } from './ClaimMargin'
import { Legend } from './Legend'
import { MarkedText, type MarkedClaim } from './MarkedText'

/** The article with its claims over the text and beside it. */
export function ArticlePage() {
  const { articleId } = useParams({ from: '/desk/articles/$articleId' })
  const article = useQuery(articleQuery(articleId))
  if (article.isPending) return <Loading lines={12} label="Loading the article" />
  if (article.isError)
    return (
      <>
        <PageHeader title="This article cannot be shown" />
        <ErrorState error={article.error} retry={() => void article.refetch()} />
      </>
    )
  return <ArticleView article={article.data} />
}

/** Brings the claim into view in the text, and in the list beside it where that scrolls by itself. */
function reveal(claim: number) {
  document.getElementById(`mark-${claim}`)?.scrollIntoView({ block: 'nearest' })
  const list = document.getElementById('cards')
  const card = document.getElementById(`card-${claim}`)
  if (list === null || card === null || list.scrollHeight <= list.clientHeight) return
  const above = card.offsetTop - list.offsetTop
  if (above < list.scrollTop || above + card.offsetHeight > list.scrollTop + list.clientHeight)
    list.scrollTop = above - list.clientHeight / 3
}

function ArticleView({ article }: { article: Article }) {
  const { claim: selected = null } = useSearch({ from: '/desk/articles/$articleId' })
  const navigate = useNavigate({ from: '/articles/$articleId' })
  const { text, claims, furniture } = article
  const lines = useMemo(
    () => withoutTitle(paragraphs(text, articleMarks(claims, furniture)), article.title),
    [text, claims, furniture, article.title],
  )
  const marked = useMemo(
    () =>
      claims.map(
        ({ id, source }, i): MarkedClaim => ({
          id,
          number: i + 1,
          unnamed: source?.unnamed ?? false,
        }),
      ),
    [claims],
  )
  const select = useCallback(
    (claim: number | null) =>
      void navigate({ search: claim === null ? {} : { claim }, replace: true, resetScroll: false }),
    [navigate],
  )
  useEffect(() => {
    if (selected !== null) reveal(selected)
  }, [selected])
  const step = (by: 1 | -1) => {
    const at = claims.findIndex((claim) => claim.id === selected)
    const next = claims[at === -1 ? (by === 1 ? 0 : claims.length - 1) : at + by]
    if (next !== undefined) select(next.id)
  }
  const open = () => {
    if (selected !== null) void navigate({ to: '/claims/$claimId', params: { claimId: selected } })
  }
  useKeys({ nextSpan: () => step(1), previousSpan: () => step(-1), open })

  return (
    <div className={classes.page}>
      <article className={classes.article}>
        <ArticleHead article={article} />
        <Legend />
        <MarkedText paragraphs={lines} claims={marked} selected={selected} onSelect={select} />
      </article>
      {claims.length === 0 ? (
        <EmptyState title="No claims found">
          Nothing in this text reads as said, known or reported by somebody. If that is wrong, the
          text may be in a language claimdesk does not read yet.
        </EmptyState>
      ) : (
        <ClaimMargin claims={claims} selected={selected} onSelect={select} step={step} />
      )}
    </div>
  )
}

/** The first line is the headline already, where nothing in it is marked. */
function withoutTitle(lines: ReturnType<typeof paragraphs>, title: string) {
  const [first, ...rest] = lines
  if (first === undefined) return lines
  const words = first.pieces.map((piece) => piece.text).join('')
  const unmarked = first.pieces.every((piece) => piece.marks.every((mark) => mark.claim === null))
  return unmarked && words.trim() === title.trim() ? rest : lines
}
