import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'

export const claimReviewQuery = (article: number) =>
  queryOptions({
    queryKey: ['report', 'claimreview', article],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/articles/{article_id}/claimreview', {
          params: { path: { article_id: article } },
        }),
      ) as Promise<unknown>,
  })

interface Card {
  url: string
  claim: string
  rating: string
  by: string | null
}

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined
const words = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The reviews of a JSON-LD document, for people to read. */
export function reviewsOf(document: unknown): Card[] {
  const graph = field(document, '@graph')
  return (Array.isArray(graph) ? graph : []).map((review: unknown) => {
    const author = words(field(field(field(review, 'itemReviewed'), 'author'), 'name'))
    return {
      url: words(field(review, 'url')),
      claim: words(field(review, 'claimReviewed')),
      rating: words(field(field(review, 'reviewRating'), 'alternateName')),
      by: author === '' ? null : author,
    }
  })
}
