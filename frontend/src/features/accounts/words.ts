import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '../../api/client'

/** What people are on a desk. */
export const ROLES = { checker: msg`Checker`, editor: msg`Editor`, admin: msg`Admin` } as const

export const roleName = (role: Role): string => i18n._(ROLES[role])

export const roleChoices = (): { value: Role; label: string }[] =>
  (Object.keys(ROLES) as Role[]).map((value) => ({ value, label: roleName(value) }))
