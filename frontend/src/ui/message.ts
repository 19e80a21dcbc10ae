import { notifications, notificationsStore, type NotificationData } from '@mantine/notifications'

export const MOST_MESSAGES = 4

/**
 * Shows a message at once: the oldest makes room for it, rather than the newest wait where nobody
 * sees it. What went wrong stays longest.
 */
export function showMessage(message: NotificationData): void {
  const shown = notificationsStore.getState().notifications
  if (shown.length >= MOST_MESSAGES) {
    const oldest = shown.find(({ autoClose }) => autoClose !== false) ?? shown[0]
    if (oldest?.id !== undefined) notifications.hide(oldest.id)
  }
  notifications.show(message)
}
