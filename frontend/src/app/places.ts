import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { LinkProps } from '@tanstack/react-router'
import type { KeyName } from './keyTable'

interface Place {
  to: NonNullable<LinkProps['to']>
  label: MessageDescriptor
  key: Exclude<KeyName, 'rate'>
  admin?: true
}

/** The pages one goes to from anywhere: by the key, the palette, and some by the bar. */
export const GO: readonly Place[] = [
  { to: '/', label: msg`Queue`, key: 'goQueue' },
  { to: '/articles', label: msg`Articles`, key: 'goArticles' },
  { to: '/articles/new', label: msg`Add article`, key: 'goAdd' },
  { to: '/approvals', label: msg`Approvals`, key: 'goApprovals' },
  { to: '/followups', label: msg`Unnamed sources`, key: 'goUnnamed' },
  { to: '/matches', label: msg`Checked before?`, key: 'goMatches' },
  { to: '/dashboard', label: msg`Figures`, key: 'goDashboard' },
  { to: '/inbox', label: msg`Inbox`, key: 'goInbox' },
  { to: '/search', label: msg`Search`, key: 'goSearch' },
  { to: '/admin', label: msg`Admin`, key: 'goAdmin', admin: true },
]
