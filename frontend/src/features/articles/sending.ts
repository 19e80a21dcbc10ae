import { api, unwrap, type Article } from '../../api/client'
import type { ArticleDraft } from './draft'

/** What an article is made of: a typed text, a file that the desk reads, or the address of a page. */
export type Sending = { draft: ArticleDraft } | { file: File } | { address: string }

/** Send it to a desk. An item or page that the desk has already is a new version of that article. */
export function send(what: Sending, desk: number | null, signal: AbortSignal): Promise<Article> {
  if ('address' in what)
    return unwrap(
      api.POST('/api/v1/articles/fetch', { signal, body: { url: what.address.trim(), desk } }),
    )
  if ('file' in what) {
    const form = new FormData()
    form.append('file', what.file)
    if (desk !== null) form.append('desk', String(desk))
    return unwrap(
      api.POST('/api/v1/articles', {
        signal,
        body: { file: what.file.name },
        bodySerializer: () => form,
      }),
    )
  }
  const { text, title, byline, section } = what.draft
  return unwrap(
    api.POST('/api/v1/articles', {
      signal,
      body: {
        text,
        title: title.trim() || null,
        byline: byline.trim(),
        section: section.trim(),
        source: 'paste',
        url: '',
        desk,
      },
    }),
  )
}
