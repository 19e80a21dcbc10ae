import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Import } from './queries'

export const STATES: Record<Import['state'], MessageDescriptor> = {
  waiting: msg`waits to be read`,
  running: msg`being read`,
  done: msg`read to its end`,
  broken: msg`broke off`,
}
