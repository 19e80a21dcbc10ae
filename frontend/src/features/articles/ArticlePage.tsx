import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import type { Article } from '../../api/client'
import { articleQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { usePreference } from '../../lib/preferences'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { ArticleHead } from './ArticleHead'
import classes from './article.module.css'
import { ClaimText } from './ClaimText'
import { ClaimMargin } from './ClaimMargin'
import { Legend } from './Legend'
import { useSteps } from './useSteps'
import { ORIGINAL } from './view'
import { ViewSwitch } from './ViewSwitch'

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

/** Brings the claim into view in the list beside the text, where that scrolls by itself. */
function revealCard(claim: number) {
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
  const [original, setOriginal] = usePreference(ORIGINAL, false)
  const { claims } = article
  const select = useCallback(
    (claim: number | null) =>
      void navigate({ search: claim === null ? {} : { claim }, replace: true, resetScroll: false }),
    [navigate],
  )
  useEffect(() => {
    if (selected !== null) revealCard(selected)
  }, [selected])
  const step = useSteps(claims, selected, select)
  const open = () => {
    if (selected !== null) void navigate({ to: '/claims/$claimId', params: { claimId: selected } })
  }
  useKeys({ open })

  return (
    <div className={classes.page}>
      <article className={classes.article}>
        <ArticleHead article={article} />
        <Legend />
        <ViewSwitch article={article} original={original} onChange={setOriginal} />
        <ClaimText
          article={article}
          selected={selected}
          onSelect={select}
          original={original}
          untitled
        />
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
