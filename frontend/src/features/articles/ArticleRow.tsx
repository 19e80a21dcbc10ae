import { plural, t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { IconAlertTriangle, IconEyeOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ArticleSummary } from '../../api/client'
import { showDistance, showMoment } from '../../lib/dates'
import classes from './articles.module.css'
import { ClaimsTotal } from './ClaimsTotal'

/** An article in the list, with how far the desk has come with it. */
export function ArticleRow({ article }: { article: ArticleSummary }) {
  const { id, revision, created_at: added } = article
  const { total, unnamed, open, published, orphaned } = article.claim_counts
  const closed = total - open
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <p className={classes.kicker}>
          {article.section !== '' && <span className={classes.section}>{article.section}</span>}
          <time dateTime={added} title={showMoment(added)}>
            {showDistance(added)}
          </time>
          {revision > 1 && (
            <Link to="/articles/$articleId/revisions" params={{ articleId: id }}>
              <Trans>version {revision}</Trans>
            </Link>
          )}
        </p>
        <h2 className={classes.headline} dir="auto">
          <Link to="/articles/$articleId" params={{ articleId: id }}>
            {article.title}
          </Link>
        </h2>
        {article.byline !== '' && (
          <p className={classes.byline} dir="auto">
            {article.byline}
          </p>
        )}
      </div>
      <div className={classes.tally}>
        <p>
          <ClaimsTotal total={total} />
          {unnamed > 0 && (
            <span className={classes.unnamed}>
              <IconEyeOff size={14} aria-hidden /> <Trans>{unnamed} unnamed</Trans>
            </span>
          )}
        </p>
        <progress
          className={classes.progress}
          max={Math.max(total, 1)}
          value={closed}
          aria-label={t`${closed} of ${total} claims done`}
        />
        <p className={classes.small}>
          {open === 0 && total > 0
            ? t`nothing left to check`
            : plural(open, { one: '# to check', other: '# to check' })}{' '}
          · {plural(published, { one: '# published', other: '# published' })}
        </p>
        {orphaned > 0 && (
          <Link
            className={classes.orphaned}
            to="/articles/$articleId/revisions"
            params={{ articleId: id }}
          >
            <IconAlertTriangle size={14} aria-hidden />
            <Plural value={orphaned} one="# claim to place" other="# claims to place" />
          </Link>
        )}
        {published > 0 && (
          <Link
            className={classes.small}
            to="/articles/$articleId/report"
            params={{ articleId: id }}
          >
            <Trans>Verdict report</Trans>
          </Link>
        )}
      </div>
    </li>
  )
}
