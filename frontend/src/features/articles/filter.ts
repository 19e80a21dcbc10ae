/** Which articles a list shows and how it is sorted, as the address has it. */
export interface ArticlesWanted {
  text?: string
  show?: 'open' | 'done'
  order?: 'oldest' | 'title'
}

export function readArticlesWanted(search: Record<string, unknown>): ArticlesWanted {
  const { text, show, order } = search
  // A search for digits alone is a number in the address.
  const words = typeof text === 'number' ? String(text) : text
  return {
    ...(typeof words === 'string' && words.trim() !== '' ? { text: words.slice(0, 200) } : {}),
    ...(show === 'open' || show === 'done' ? { show } : {}),
    ...(order === 'oldest' || order === 'title' ? { order } : {}),
  }
}

/** What an article's page is open at: a claim, or one that is to be placed in the text. */
export interface InArticle {
  claim?: number
  place?: number
}

const numberIn = <K extends string>(key: K, value: unknown) =>
  (typeof value === 'number' ? { [key]: value } : {}) as Partial<Record<K, number>>

export const readInArticle = ({ claim, place }: Record<string, unknown>): InArticle => ({
  ...numberIn('claim', claim),
  ...numberIn('place', place),
})

/** Which two versions are compared; the newest with the one before, if left out. */
export interface Versions {
  from?: number
  to?: number
}

export const readVersions = ({ from, to }: Record<string, unknown>): Versions => ({
  ...numberIn('from', from),
  ...numberIn('to', to),
})
