import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { components } from '../../api/schema'
import { showMoment } from '../../lib/dates'
import { fieldName } from './fields'
import { valueName, type Scale } from './values'

type Told = Pick<components['schemas']['AuditEvent'], 'entity' | 'before' | 'after'>

const ENTITIES = {
  claim: msg`the claim`,
  followup: msg`the follow-up`,
  evidence: msg`evidence`,
  verdict: msg`a verdict`,
  article: msg`the article`,
  unknown_article: msg`an article that the desk does not have`,
  assignment: msg`the claim`,
  comment: msg`a comment`,
  person: msg`a person`,
  desk: msg`the desk`,
  scale: msg`a rating scale`,
  token: msg`an API token`,
  source: msg`a source`,
  filter: msg`a saved filter`,
  reply: msg`a request for comment`,
  bulk: msg`a bulk action`,
  task: msg`a task`,
  audit: msg`the audit trail`,
  backup: msg`a backup`,
  webhook: msg`a webhook`,
  feed: msg`a feed`,
  ingest: msg`an intake of articles`,
  fact_check_import: msg`an import of fact-checks`,
}

/** What can be asked for; a release with more things shows them by their own names. */
export const ENTITY_KEYS = Object.keys(ENTITIES)

const said = (table: Record<string, MessageDescriptor>, key: string): string => {
  const known = table[key]
  return known === undefined ? inWords(key) : i18n._(known)
}

export const entityName = (entity: string): string => said(ENTITIES, entity)

/** A key of the API that has no words here, such as one of a later release. */
export const inWords = (key: string) => key.replaceAll('_', ' ')

export interface Change {
  field: string
  before: string | null
  after: string
}

/** A value of the record in one line. */
export function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'string') return isMoment(value) ? showMoment(value) : sentenceOf(value)
  if (typeof value === 'boolean') return value ? t`yes` : t`no`
  if (typeof value === 'number') return value.toString()
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(show).join(', ')
  return JSON.stringify(value)
}

const isMoment = (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)
/** Keys such as in_review are written as words; prose is left alone. */
const sentenceOf = (value: string) => (/^[a-z]+(_[a-z]+)+$/.test(value) ? inWords(value) : value)

/** The key and version of the scale that an event is about; empty where it says none. */
export function scaleOf({ before, after }: Pick<Told, 'before' | 'after'>): string {
  const scale = after?.['scale'] ?? before?.['scale']
  return typeof scale === 'string' ? scale : ''
}

/**
 * The fields that differ, in the words of the page and of these scales; where nothing was before, what
 * is now.
 */
export function changes({ entity, before, after }: Told, scales: readonly Scale[] = []): Change[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const of = { entity, scales, scale: scaleOf({ before, after }) }
  const say = (field: string, value: unknown): string => {
    if (!Array.isArray(value)) return valueName(field, value, of) ?? show(value)
    const each = value.map((one: unknown) => valueName(field, one, of) ?? show(one))
    return each.length === 0 ? show(value) : each.join(', ')
  }
  return fields
    .map((field) => ({
      field: fieldName(field) ?? inWords(field),
      before: before !== null && field in before ? say(field, before[field]) : null,
      after: say(field, after?.[field]),
    }))
    .filter(
      (change) =>
        change.before !== change.after && (change.before !== null || change.after !== '–'),
    )
}
