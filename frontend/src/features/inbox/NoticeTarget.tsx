import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { Notice } from '../../api/client'

/** The way to the one thing that a notice is about: a claim, the comment or evidence on it, a day. */
export function NoticeTarget({ target, read }: { target: Notice['target']; read: () => void }) {
  if (target.day != null)
    return (
      <Link to="/inbox" search={{ day: target.day }} onClick={read}>
        {t`What waits for you`}
      </Link>
    )
  if (target.kind === 'claim')
    return (
      <Link
        to="/claims/$claimId"
        params={{ claimId: target.id }}
        {...placeIn(target)}
        onClick={read}
        dir="auto"
      >
        {target.text ?? t`A claim`}
      </Link>
    )
  return (
    <Link to="/articles/$articleId" params={{ articleId: target.id }} onClick={read} dir="auto">
      {target.article?.title}
    </Link>
  )
}

/** Where on the claim's page: see lib/arrival.ts. */
function placeIn({ comment, evidence }: Notice['target']): { hash?: string } {
  if (comment != null) return { hash: `comment-${comment}` }
  if (evidence != null) return { hash: `evidence-${evidence}` }
  return {}
}
