import { t } from '@lingui/core/macro'
import type { Claim } from '../../api/client'
import { isPast, showMoment } from '../../lib/dates'

/** Until when a verdict is not published though it is approved, its article being held back; '' where it is. */
export function heldUntil({
  article: { held },
}: {
  article: Pick<Claim['article'], 'held'>
}): string {
  if (held === null) return ''
  if (held.status === 'canceled') return t`Not published: its sender withdrew the article.`
  if (held.status === 'withheld') return t`Held until its sender releases the article.`
  if (held.until === null || isPast(held.until)) return ''
  const until = showMoment(held.until)
  return t`Held until ${until}: the article is embargoed.`
}
