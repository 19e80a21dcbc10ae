import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Batch, BatchArticle } from './queries'

export const STATES: Record<Batch['state'], MessageDescriptor> = {
  waiting: msg`waits its turn`,
  running: msg`being taken in`,
  done: msg`taken in`,
}

export const OUTCOMES: Record<BatchArticle['outcome'], MessageDescriptor> = {
  added: msg`new`,
  revised: msg`new text`,
  described: msg`changed in what is said of it`,
  same: msg`as before`,
  history: msg`an older version`,
  withdrawn: msg`withdrawn`,
}
