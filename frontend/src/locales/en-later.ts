import type { Messages } from '@lingui/core'

/** English: what only pages beside the desk's daily work say; `de-later.ts` names the same features. */
export const messages: Messages = Object.assign(
  {},
  ...Object.values(
    import.meta.glob<Messages>(
      '../features/{account,admin,audit,batches,dashboards,evidence,factchecks,feeds,inbox,keys,matching,opinions,policies,replies,reports,scales,search,webhooks}/locales/en.po',
      { eager: true, import: 'messages' },
    ),
  ),
) as Messages
