import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Match } from './queries'

export const LIKENESS: Record<Match['likeness'], MessageDescriptor> = {
  same: msg`Says the same`,
  near: msg`Says nearly the same`,
  related: msg`On the same matter`,
  none: msg`Something else`,
}

type Fact = Match['differences'][number]['fact']

/** What two statements differ in; `other` where both say something of it. */
export const FACTS: Record<Fact, { other: MessageDescriptor; more: MessageDescriptor }> = {
  number: { other: msg`another number`, more: msg`a number more` },
  date: { other: msg`another date`, more: msg`a date more` },
  name: { other: msg`another name`, more: msg`a name more` },
  negation: { other: msg`one denies it`, more: msg`one denies it` },
  direction: { other: msg`the opposite`, more: msg`the opposite` },
  order: { other: msg`who did it to whom`, more: msg`who did it to whom` },
}
