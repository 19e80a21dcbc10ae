import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { components } from '../../api/schema'
import { LOCALES } from '../../i18n'

export type Stated = components['schemas']['StatedPolicy']

/** The policies that a newsroom states to its readers, as the API names them. */
export const STATED = {
  principles: msg`Publishing principles`,
  unnamed_sources: msg`Unnamed sources`,
  fact_checking: msg`How we check facts`,
  corrections: msg`Corrections`,
} as const

export type StatedName = keyof typeof STATED

export const statedNames = () =>
  (Object.keys(STATED) as StatedName[]).map((name) => ({ name, label: i18n._(STATED[name]) }))

/** An address and a text, whole: whoever saves sees every word that will differ. */
export const stated = (value: unknown): string => {
  const { url = '', text = '' } = (value ?? {}) as Stated
  return [url, text].filter((part) => part !== '').join('\n')
}

/** Whether it is empty or something that a reader's browser opens. */
export const isAddress = (url: string): boolean =>
  url === '' || /^https?:\/\/[^\s/?#]\S*$/i.test(url)

/** The languages that the public pages speak. */
export const LANGUAGES = ['en', 'de'] as const

/** A language by its own name for itself. */
export const languageName = (code: string): string =>
  code in LOCALES ? LOCALES[code as keyof typeof LOCALES] : code
