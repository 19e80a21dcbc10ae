import type { Messages } from '@lingui/core'

/** English: every feature's catalogue in one, but for those in `en-later.ts`. */
export const messages: Messages = Object.assign(
  {},
  ...Object.values(
    import.meta.glob<Messages>(
      [
        '../**/locales/en.po',
        '!../features/{account,admin,audit,batches,dashboards,evidence,factchecks,feeds,inbox,keys,matching,opinions,policies,replies,reports,scales,search,webhooks}/locales/en.po',
      ],
      { eager: true, import: 'messages' },
    ),
  ),
) as Messages
