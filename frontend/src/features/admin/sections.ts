import { msg } from '@lingui/core/macro'

/** The pages of the administration. A later part adds its line here and its route in router.tsx. */
export const SECTIONS = [
  { to: '/admin/people', label: msg`People` },
  { to: '/admin/desks', label: msg`Desks` },
  { to: '/admin/scales', label: msg`Rating scales` },
  { to: '/admin/policy', label: msg`Policy` },
  { to: '/admin/tokens', label: msg`API tokens` },
  { to: '/admin/feeds', label: msg`Feeds` },
  { to: '/admin/fact-checks', label: msg`Others’ checks` },
  { to: '/admin/webhooks', label: msg`Webhooks` },
  { to: '/admin/audit', label: msg`Audit trail` },
  { to: '/admin/health', label: msg`System health` },
] as const
