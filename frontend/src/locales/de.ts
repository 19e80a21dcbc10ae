import type { Messages } from '@lingui/core'

/** German: every feature's catalogue in one. */
export const messages: Messages = Object.assign(
  {},
  ...Object.values(
    import.meta.glob<Messages>('../**/locales/de.po', { eager: true, import: 'messages' }),
  ),
) as Messages
