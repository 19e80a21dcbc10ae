import { t } from '@lingui/core/macro'
import { memo, Suspense } from 'react'
import type { Claim } from '../../api/client'
import { loadMoreWords } from '../../i18n'
import { later, lazyPart } from '../../lib/later'
import { ErrorBoundary } from '../../ui/ErrorBoundary'
import { Loading } from '../../ui/states'
import classes from './Queue.module.css'

const ArticlePane = lazyPart(
  later(() => import('../articles/ArticlePane')),
  (m) => m.ArticlePane,
)
const DecisionPane = lazyPart(
  later(async () => {
    const [script] = await Promise.all([import('./DecisionPane'), loadMoreWords()])
    return script
  }),
  (m) => m.DecisionPane,
)

interface Props {
  claim: Claim | undefined
  article: boolean
  decision: boolean
  onClaim: (id: number) => void
  onDone: (id: number) => void
}

/**
 * The article and the decision on the queue's current claim, each with its own scroll. Drawn anew for
 * another claim, not for every key that moves the cursor.
 */
export const QueuePanes = memo(function QueuePanes(props: Props) {
  const { claim, article, decision, onClaim, onDone } = props
  if (claim === undefined) return null
  return (
    <>
      {article && (
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
      {decision && (
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
})
