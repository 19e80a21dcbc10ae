import type { Messages } from '@lingui/core'

/** German: every feature's catalogue in one, but for those in `de-later.ts`. */
export const messages: Messages = Object.assign(
  {},
  ...Object.values(
    import.meta.glob<Messages>(
      [
        '../**/locales/de.po',
        '!../features/{account,admin,audit,batches,dashboards,evidence,factchecks,feeds,inbox,keys,matching,opinions,policies,replies,reports,scales,search,webhooks}/locales/de.po',
      ],
      { eager: true, import: 'messages' },
    ),
  ),
) as Messages
