import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Delivery, Webhook } from '../../api/client'

const STATES: Record<Webhook['state'], ReturnType<typeof msg>> = {
  active: msg`Active`,
  paused: msg`Paused`,
  disabled: msg`Switched off`,
  removed: msg`Removed`,
}
const FARES: Record<Delivery['state'], ReturnType<typeof msg>> = {
  pending: msg`Waiting`,
  delivered: msg`Delivered`,
  failed: msg`Failed`,
}
const KINDS: Record<string, ReturnType<typeof msg>> = {
  'rating.published': msg`Published`,
  'rating.corrected': msg`Corrected`,
  'rating.withdrawn': msg`Withdrawn`,
  'rating.stale': msg`Out of date`,
  ping: msg`Test`,
}

export const stateName = (state: Webhook['state']): string => i18n._(STATES[state])
export const fareName = (state: Delivery['state']): string => i18n._(FARES[state])
export const kindName = (kind: string): string => {
  const known = KINDS[kind]
  return known === undefined ? kind : i18n._(known)
}
