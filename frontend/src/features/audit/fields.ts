import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { STATE_LABELS } from '../../ui/badges'

/** What the fields of an event are called, by their keys in the API. */
const FIELDS: Record<string, MessageDescriptor> = {
  action: msg`action`,
  added: msg`added`,
  anchor: msg`place in the text`,
  article: msg`article`,
  articles: msg`articles`,
  assignee: msg`with`,
  assignment: msg`assignment`,
  byline: msg`byline`,
  changed: msg`changed`,
  channel: msg`channel`,
  check: msg`check`,
  checkworthiness: msg`checkworthiness`,
  claim: msg`claim`,
  claims: msg`claims`,
  content: msg`what it carries`,
  corroborations: msg`corroborations`,
  count: msg`number`,
  cue: msg`words that attribute it`,
  current: msg`current`,
  deadline: msg`deadline`,
  desk: msg`desk`,
  due: msg`due`,
  embargo: msg`embargo`,
  evidence: msg`evidence`,
  evidence_count: msg`pieces of evidence`,
  filter: msg`filter`,
  guards: msg`set aside`,
  head: msg`end of the trail`,
  kept: msg`kept`,
  key: msg`key`,
  kind: msg`kind`,
  knowledge: msg`how they know`,
  language: msg`language`,
  languages: msg`languages`,
  likeness: msg`likeness`,
  login: msg`sign-in name`,
  look: msg`look`,
  made_at: msg`saved`,
  merged: msg`merged`,
  merged_into: msg`merged into`,
  name: msg`name`,
  names: msg`names`,
  note: msg`note`,
  notes_changed: msg`notes changed`,
  of: msg`taken from`,
  options: msg`ratings`,
  outcome: msg`outcome`,
  parent: msg`part of`,
  parts: msg`parts`,
  people: msg`people`,
  priority: msg`priority`,
  problem: msg`problem`,
  rating: msg`rating`,
  rating_key: msg`rating`,
  reason: msg`reason`,
  reason_class: msg`kind of reason`,
  refused: msg`refused`,
  result: msg`result`,
  revision: msg`version of the text`,
  role: msg`role`,
  roles: msg`roles`,
  scale: msg`scale`,
  section: msg`section`,
  sensitive: msg`sensitive`,
  sha256: msg`checksum`,
  shared: msg`shared`,
  slug: msg`short name`,
  snoozed_until: msg`put aside until`,
  source: msg`source`,
  source_count: msg`sources`,
  spans: msg`words`,
  stale: msg`stale`,
  stance: msg`stance`,
  state: msg`state`,
  status: msg`status`,
  subject: msg`asked`,
  tags: msg`tags`,
  terms: msg`terms`,
  text: msg`text`,
  title: msg`title`,
  total: msg`in all`,
  undone: msg`undone`,
  unnamed: msg`unnamed`,
  url: msg`address`,
  use: msg`use`,
  verdict: msg`verdict`,
  version: msg`version`,
  why: msg`reasons`,
}

const states: Record<string, MessageDescriptor> = STATE_LABELS

/** What a field is called, if it has a name here; a later release may record others. */
export function fieldName(key: string): string | undefined {
  const known = FIELDS[key]
  return known && i18n._(known)
}

/** The state of a claim as its badge says it; of other things it has other keys. */
export function stateName(key: unknown): string | undefined {
  const known = typeof key === 'string' ? states[key] : undefined
  return known && i18n._(known)
}
