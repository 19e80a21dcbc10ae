import { t } from '@lingui/core/macro'
import { lazy, Suspense } from 'react'
import type { Claim } from '../../api/client'
import { ErrorBoundary } from '../../ui/ErrorBoundary'
import { Loading } from '../../ui/states'
import classes from './Queue.module.css'

const ArticlePane = lazy(() =>
  import('../articles/ArticlePane').then((module) => ({ default: module.ArticlePane })),
)
const DecisionPane = lazy(() =>
  import('./DecisionPane').then((module) => ({ default: module.DecisionPane })),
)

interface Props {
  claim: Claim | undefined
  open: { article: boolean; decision: boolean }
  onClaim: (id: number) => void
  onDone: (id: number) => void
}

/** The article and the decision on the queue's current claim, each with its own scroll. */
export function QueuePanes({ claim, open, onClaim, onDone }: Props) {
  if (claim === undefined) return null
  return (
    <>
      {open.article && (
        <section
          className={classes.pane}
          aria-label={t`Article`}
          tabIndex={0}
          data-scrolls
          data-pane="article"
        >
          <ErrorBoundary key={claim.article.id}>
            <Suspense fallback={<Loading lines={12} label={t`Loading the article`} />}>
              <ArticlePane articleId={claim.article.id} claimId={claim.id} onClaim={onClaim} />
            </Suspense>
          </ErrorBoundary>
        </section>
      )}
      {open.decision && (
        <div className={classes.pane} data-scrolls data-pane="decision">
          <ErrorBoundary key={claim.id}>
            <Suspense fallback={<Loading lines={9} label={t`Loading the claim`} />}>
              <DecisionPane claimId={claim.id} onDone={() => onDone(claim.id)} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </>
  )
}
