import type { Messages } from '@lingui/core'

/** German: what only pages beside the desk's daily work say; `en-later.ts` names the same features. */
export const messages: Messages = Object.assign(
  {},
  ...Object.values(
    import.meta.glob<Messages>(
      '../features/{account,admin,audit,batches,dashboards,evidence,factchecks,feeds,inbox,keys,matching,opinions,policies,replies,reports,scales,search,webhooks}/locales/de.po',
      { eager: true, import: 'messages' },
    ),
  ),
) as Messages
