import { t } from '@lingui/core/macro'
import type { Stance } from '../../api/client'

/** What a piece of evidence does for the claim, in a sentence's words. */
export function stanceWords(stance: Stance): string {
  switch (stance) {
    case 'supports':
      return t`Supports the claim`
    case 'refutes':
      return t`Refutes the claim`
    case 'context':
      return t`Gives context`
  }
}

/** The same to choose from, short. */
export const stanceChoices = (): { value: Stance; label: string }[] => [
  { value: 'supports', label: t`Supports` },
  { value: 'refutes', label: t`Refutes` },
  { value: 'context', label: t`Context` },
]
