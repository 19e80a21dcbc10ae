/** How somebody likes to see articles: as they stood on their page, or only what is journalism. */
export const ORIGINAL = 'article-original'
