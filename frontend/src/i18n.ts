import { i18n, type Messages } from '@lingui/core'

/** The languages the page speaks, each by its own name. English is the one it is written in. */
export const LOCALES = { en: 'English', de: 'Deutsch' } as const
export type Locale = keyof typeof LOCALES

const CHOICE = 'claimdesk.locale'

const isLocale = (tag: string | null): tag is Locale => tag !== null && tag in LOCALES

/** The language chosen in this browser, else the first of the reader's that the page speaks. */
export function preferredLocale(): Locale {
  const chosen = localStorage.getItem(CHOICE)
  if (isLocale(chosen)) return chosen
  const tags = navigator.languages.map((tag) => tag.split('-')[0] ?? '')
  return tags.find(isLocale) ?? 'en'
}

/** Says it from now on; the page is loaded anew, since words already said would stay. */
export function chooseLocale(locale: Locale): void {
  localStorage.setItem(CHOICE, locale)
  window.location.reload()
}

export function activate(locale: Locale, messages: Messages): void {
  // Numbers in sentences are written as all others are.
  i18n.loadAndActivate({ locale, locales: regionOf(locale), messages })
  document.documentElement.lang = locale
}

const CATALOGUES: Record<Locale, () => Promise<{ messages: Messages }>> = {
  en: () => import('./locales/en'),
  de: () => import('./locales/de'),
}

/** Loads the words before the page says any. */
export async function loadWords(locale: Locale = preferredLocale()): Promise<void> {
  const { messages } = await CATALOGUES[locale]()
  activate(locale, messages)
}

const LATER: Record<Locale, () => Promise<{ messages: Messages }>> = {
  en: () => import('./locales/en-later'),
  de: () => import('./locales/de-later'),
}
let later: Promise<void> | null = null

/** The words that the queue does without, before another page says any. */
export function loadMoreWords(): Promise<void> {
  const { locale } = i18n
  if (!isLocale(locale)) return Promise.resolve()
  later ??= LATER[locale]().then(
    ({ messages }) => i18n.load(locale, messages),
    (error: unknown) => {
      later = null
      throw error
    },
  )
  return later
}

/**
 * Dates and numbers as the reader's region writes them, in the page's language: a Briton reading
 * English gets 24/11/2026. It is asked for when something is shown, never when a module loads.
 */
export const formatLocale = (): string => regionOf(i18n.locale)

const regionOf = (locale: string): string =>
  navigator.languages.find((tag) => tag.split('-')[0] === locale) ?? locale
