import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { articleQuery } from '../../api/queries'
import { usePreference } from '../../lib/preferences'
import { ErrorState, Loading } from '../../ui/states'
import { ClaimText } from './ClaimText'
import classes from './pane.module.css'
import { useSteps } from './useSteps'
import { ViewSwitch } from './ViewSwitch'
import { ORIGINAL } from './view'

interface Props {
  articleId: number
  claimId: number | null
  onClaim: (claim: number) => void
}

/** An article beside the queue: its text with the current claim in view. */
export function ArticlePane({ articleId, claimId, onClaim }: Props) {
  const article = useQuery(articleQuery(articleId))
  const [original, setOriginal] = usePreference(ORIGINAL, false)
  useSteps(article.data?.claims ?? [], claimId, onClaim)
  if (article.isPending) return <Loading lines={12} label={t`Loading the article`} />
  if (article.data === undefined)
    return <ErrorState error={article.error} retry={() => void article.refetch()} />
  const { title, section, byline } = article.data
  return (
    <article className={classes.pane} aria-labelledby="pane-title">
      <header>
        {section !== '' && <p className={classes.section}>{section}</p>}
        <h2 id="pane-title" className={classes.title} dir="auto">
          {title}
        </h2>
        {byline !== '' && (
          <p className={classes.byline} dir="auto">
            {byline}
          </p>
        )}
      </header>
      <ClaimText
        article={article.data}
        selected={claimId}
        onSelect={onClaim}
        original={original}
        untitled
        tools={<ViewSwitch article={article.data} original={original} onChange={setOriginal} />}
      />
    </article>
  )
}
