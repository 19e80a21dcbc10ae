import { t } from '@lingui/core/macro'
import type { components } from '../../api/schema'

export type Kind = 'workflow' | 'verdicts' | 'evidence' | 'comments'

const ON_VERDICTS = new Set([
  'save_verdict', 'submit', 'withdraw', 'return', 'approve', 'publish', 'correct', 'break_glass',
  'ask_opinion', 'cancel_opinion', 'give_opinion', 'settle_opinion', 'propagate',
]) // prettier-ignore

/** What an event of a claim's history is about, roughly. */
export function kindOf({
  entity,
  action,
}: Pick<components['schemas']['AuditEvent'], 'entity' | 'action'>): Kind {
  if (entity === 'comment') return 'comments'
  if (entity === 'evidence') return 'evidence'
  return entity === 'verdict' || ON_VERDICTS.has(action) ? 'verdicts' : 'workflow'
}

export const kinds = (): { value: Kind | ''; label: string }[] => [
  { value: '', label: t`Everything` },
  { value: 'workflow', label: t`Where it stood, and with whom` },
  { value: 'verdicts', label: t`Verdicts and decisions` },
  { value: 'evidence', label: t`Evidence` },
  { value: 'comments', label: t`Comments` },
]
