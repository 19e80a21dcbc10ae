import { t } from '@lingui/core/macro'
import { forgetDraft, keepDraft, readDraft } from '../../lib/drafts'
import { offerUndo } from '../../ui/undo'

/**
 * Puts something else in place of a draft, and offers to put back what somebody had typed there; that
 * can be undone in turn. `next` is given the draft as it is kept; null leaves what the form begins with.
 */
export function exchangeDraft<T>(key: string, next: (now: T | null) => T | null, said: string) {
  const before = readDraft(key) as T | null
  const after = next(before)
  if (after === null) forgetDraft(key)
  else keepDraft(key, after)
  if (before !== null)
    offerUndo(said, () => exchangeDraft(key, () => before, t`The text is as it was before.`))
}
