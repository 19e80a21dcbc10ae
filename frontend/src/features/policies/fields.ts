import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, plural, t } from '@lingui/core/macro'
import type { components } from '../../api/schema'
import { roleName } from '../accounts/words'
import { showNumber, showShare } from '../../lib/dates'
import { checkName } from './checks'
import { languageName, STATED, stated, type StatedName } from './stated'

export type Rules = components['schemas']['Rules']
type Section<K extends keyof Rules> = Required<NonNullable<Rules[K]>>
export interface FullRules {
  assignment: Section<'assignment'>
  verdicts: Section<'verdicts'>
  evidence: Section<'evidence'>
  followups: Section<'followups'>
  publishing: Section<'publishing'>
}

type Role = components['schemas']['Role']
const role = (value: unknown) => (typeof value === 'string' ? roleName(value as Role) : t`nobody`)
const yes = (value: unknown) => (value === true ? t`yes` : t`no`)
const days = (value: unknown) => plural(Number(value), { one: '# day', other: '# days' })
const list = (value: unknown) =>
  Array.isArray(value) && value.length > 0 ? value.map(String).join(', ') : t`none`
const address = (value: unknown) => (typeof value === 'string' && value !== '' ? value : t`none`)
const number = (value: unknown) => showNumber(Number(value))

interface Field {
  section: keyof FullRules
  name: string
  label: MessageDescriptor
  show: (value: unknown) => string
}

/** Everything a policy decides, in words: what a change and the history are said by. */
export const FIELDS: readonly Field[] = [
  {
    section: 'assignment',
    name: 'lease_minutes',
    label: msg`A claim stays with its holder`,
    show: (value) => plural(Number(value) / 60, { one: '# hour', other: '# hours' }),
  },
  { section: 'assignment', name: 'max_load', label: msg`Claims a person holds`, show: number },
  { section: 'assignment', name: 'automatic', label: msg`Given out by itself`, show: yes },
  {
    section: 'assignment',
    name: 'min_checkworthiness',
    label: msg`From a checkworthiness of`,
    show: (value) => showShare(Number(value)),
  },
  { section: 'assignment', name: 'by_language', label: msg`By language`, show: yes },
  { section: 'assignment', name: 'by_beat', label: msg`By beat`, show: yes },
  { section: 'assignment', name: 'by_hours', label: msg`By working hours`, show: yes },
  { section: 'verdicts', name: 'scale', label: msg`Rating scale`, show: String },
  { section: 'verdicts', name: 'offered', label: msg`Other scales`, show: list },
  { section: 'verdicts', name: 'blind', label: msg`Second opinions are blind`, show: yes },
  {
    section: 'verdicts',
    name: 'second_opinion_if_sensitive',
    label: msg`Sensitive claims need a second opinion`,
    show: yes,
  },
  { section: 'evidence', name: 'min_independent', label: msg`Independent sources`, show: number },
  { section: 'evidence', name: 'allow_unnamed', label: msg`Unnamed sources count`, show: yes },
  {
    section: 'followups',
    name: 'required',
    label: msg`What has to hold`,
    show: (value) => list(Array.isArray(value) ? value.map((each) => checkName(String(each))) : []),
  },
  { section: 'followups', name: 'corroborations', label: msg`Corroborations`, show: number },
  {
    section: 'followups',
    name: 'corroborations_listed',
    label: msg`Only listed corroborations count`,
    show: yes,
  },
  {
    section: 'followups',
    name: 'approvers',
    label: msg`Who signs off`,
    show: (value) => {
      const who = (value ?? {}) as Record<string, unknown>
      const [hinging, quoted] = [role(who.hinges), role(who.direct_quote)]
      const other = role(who.other)
      return t`hinges on it: ${hinging}; quoted: ${quoted}; else: ${other}`
    },
  },
  { section: 'followups', name: 'waiver', label: msg`Who waives a check`, show: role },
  { section: 'followups', name: 'late_waiver', label: msg`Who waives when expired`, show: role },
  { section: 'followups', name: 'days_due', label: msg`Due after`, show: days },
  { section: 'followups', name: 'days_expiry', label: msg`Expires after`, show: days },
  { section: 'followups', name: 'notes_readers', label: msg`Who reads notes`, show: role },
  {
    section: 'followups',
    name: 'notes_for_holder',
    label: msg`The holder reads notes too`,
    show: yes,
  },
  { section: 'publishing', name: 'public', label: msg`Verdicts have public pages`, show: yes },
  {
    section: 'publishing',
    name: 'language',
    label: msg`Language of the public pages`,
    show: (value) => languageName(String(value)),
  },
  { section: 'publishing', name: 'website', label: msg`The newsroom’s own site`, show: address },
  ...(Object.keys(STATED) as StatedName[]).map((name) => ({
    section: 'publishing' as const,
    name,
    label: STATED[name],
    show: (value: unknown) => address(stated(value)),
  })),
]

export interface Difference {
  field: string
  before: string
  after: string
}

const at = (rules: unknown, { section, name }: Field): unknown =>
  ((rules as Record<string, Record<string, unknown> | undefined>)[section] ?? {})[name]

/** What differs between two policies, in words. */
export function differences(before: unknown, after: unknown): Difference[] {
  return FIELDS.flatMap((field) => {
    const [was, is] = [at(before, field), at(after, field)].map((value) =>
      value === undefined ? '–' : field.show(value),
    )
    return was === is ? [] : [{ field: i18n._(field.label), before: was ?? '', after: is ?? '' }]
  })
}
