import { t } from '@lingui/core/macro'
import { notifications } from '@mantine/notifications'
import { showMessage } from './message'
import { uniqueId } from '../lib/ids'

let shown: string | null = null

/**
 * Says why what somebody asked for does not happen now. One at a time: the latest is what they ask
 * about. A new message each time, so that it is read out again.
 */
export function showRefusal(does: string, why: string): void {
  if (shown !== null) notifications.hide(shown)
  shown = uniqueId()
  showMessage({ id: shown, title: t`Not now: ${does}`, message: why, autoClose: 8000 })
}
