import { t } from '@lingui/core/macro'
import { showDistance } from '../../lib/dates'
import type { Batch } from './queries'

/** Who sent a batch, from where, and when. */
export function whose({ started_by: starter, source, created_at: at }: Batch): string {
  const who = starter === null ? t`a program` : starter.name
  const when = showDistance(at)
  return source === '' ? t`${who}, ${when}` : t`${who}, from ${source}, ${when}`
}
