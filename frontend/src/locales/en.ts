import type { Messages } from '@lingui/core'

/** English: every feature's catalogue in one. */
export const messages: Messages = Object.assign(
  {},
  ...Object.values(
    import.meta.glob<Messages>('../**/locales/en.po', { eager: true, import: 'messages' }),
  ),
) as Messages
