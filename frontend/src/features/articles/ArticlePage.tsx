import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import type { Article } from '../../api/client'
import { articleQuery } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { usePreference } from '../../lib/preferences'
import type { Stretch } from '../../lib/wordSteps'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { CommentsPanel } from '../comments/CommentsPanel'
import { ArticleHead } from './ArticleHead'
import classes from './article.module.css'
import { ClaimText } from './ClaimText'
import { ClaimMargin } from './ClaimMargin'
import { Legend } from './Legend'
import { PlaceBanner } from './PlaceBanner'
import { usePlace } from './usePlace'
import { useSteps } from './useSteps'
import { ORIGINAL } from './view'
import { ViewSwitch } from './ViewSwitch'

/** The article with its claims over the text and beside it. */
export function ArticlePage() {
  const { articleId } = useParams({ from: '/desk/articles/$articleId' })
  const article = useQuery(articleQuery(articleId))
  if (article.isPending) return <Loading lines={12} label={t`Loading the article`} />
  if (article.data === undefined)
    return (
      <>
        <PageHeader title={t`This article cannot be shown`} />
        <ErrorState error={article.error} retry={() => void article.refetch()} />
      </>
    )
  return <ArticleView article={article.data} />
}

function ArticleView({ article }: { article: Article }) {
  const { claim: selected = null, place } = useSearch({ from: '/desk/articles/$articleId' })
  const navigate = useNavigate({ from: '/articles/$articleId' })
  const [original, setOriginal] = usePreference(ORIGINAL, false)
  const placing = usePlace()
  const text = useRef<HTMLElement>(null)
  const { claims } = article
  const select = useCallback(
    (claim: number | null) =>
      void navigate({
        search: ({ place: waiting }) => ({
          ...(claim === null ? {} : { claim }),
          ...(waiting === undefined ? {} : { place: waiting }),
        }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  const step = useSteps(claims, selected, select)
  const open = () => {
    if (selected !== null) void navigate({ to: '/claims/$claimId', params: { claimId: selected } })
  }
  useKeys({ open })
  const putThere = async (claim: number, at: Stretch) => {
    if (await placing.place(claim, at)) void navigate({ search: { claim }, replace: true })
  }

  return (
    <div className={classes.page}>
      <article ref={text} className={classes.article}>
        <ArticleHead article={article} />
        {place !== undefined && (
          <PlaceBanner claim={place} onCancel={() => void navigate({ search: {} })} />
        )}
        <Legend original={original} />
        <ClaimText
          article={article}
          selected={selected}
          onSelect={select}
          original={original}
          untitled
          tools={<ViewSwitch article={article} original={original} onChange={setOriginal} />}
          onPlace={place === undefined ? undefined : (at) => void putThere(place, at)}
        />
      </article>
      {claims.length === 0 ? (
        <EmptyState title={t`No claims found`}>
          <Trans>
            Nothing in this text reads as said, known or reported by somebody. Select words to add a
            claim yourself.
          </Trans>
        </EmptyState>
      ) : (
        <ClaimMargin
          claims={claims}
          selected={selected}
          onSelect={select}
          step={step}
          text={text}
        />
      )}
      <div className={classes.comments}>
        <CommentsPanel article={article.id} />
      </div>
    </div>
  )
}
