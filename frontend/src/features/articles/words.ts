import type { Claim } from '../../api/client'

type Kind = NonNullable<Claim['source']>['kind']

export const KIND_WORDS: Record<Kind, string> = {
  person: 'a person',
  official: 'an official, by role',
  organisation: 'an organisation',
  document: 'a document',
  poll: 'a poll',
  group: 'a group of people',
  anonymous: 'anonymous',
}

export const FORM_WORDS: Record<Claim['form'], string> = {
  direct: 'quoted word for word',
  indirect: 'in the article’s words',
  mixed: 'partly quoted',
}

/** Check-worthiness in words; the number alone says little. */
export function importance(value: number): string {
  const percent = `${Math.round(value * 100)} %`
  if (value >= 0.66) return `high, ${percent}`
  if (value >= 0.33) return `medium, ${percent}`
  return `low, ${percent}`
}
