import { msg } from '@lingui/core/macro'
import type { ReplySought } from '../../api/client'
import type { Choices } from '../followups/terms'

export type Entry = ReplySought['entries'][number]
export type Channel = NonNullable<ReplySought['channel']>
export type Answer = NonNullable<ReplySought['answer']>

export const CHANNELS: Choices<Channel> = [
  { value: 'email', label: msg`By e-mail` },
  { value: 'phone', label: msg`By phone` },
  { value: 'message', label: msg`By message` },
  { value: 'letter', label: msg`By letter` },
  { value: 'in_person', label: msg`In person` },
  { value: 'press_office', label: msg`Through the press office` },
  { value: 'other', label: msg`Another way` },
]

export const ANSWERS: Choices<Answer> = [
  { value: 'quote', label: msg`An answer that may be quoted` },
  { value: 'declined', label: msg`They will not comment` },
  { value: 'none', label: msg`No answer came` },
]

export const STANDINGS: Choices<ReplySought['standing']> = [
  { value: 'not_asked', label: msg`Not asked yet` },
  { value: 'waiting', label: msg`Waiting for an answer` },
  { value: 'overdue', label: msg`The deadline is over` },
  { value: 'answered', label: msg`Answered` },
  { value: 'declined', label: msg`Will not comment` },
  { value: 'no_answer', label: msg`No answer` },
]

export const KINDS: Choices<Entry['kind']> = [
  { value: 'contact', label: msg`Asked` },
  { value: 'answer', label: msg`Answer` },
  { value: 'use', label: msg`Used` },
]
