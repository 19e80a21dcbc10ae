/** A bookmark that opens the desk with the address of the page it is clicked on. */
export const bookmarklet = (desk: string): string =>
  // eslint-disable-next-line lingui/no-unlocalized-strings -- what a bookmarklet is
  `javascript:void window.open(${JSON.stringify(`${desk}/articles/new?url=`)}+encodeURIComponent(location.href))`

/** The address that a bookmark brought, from the page's own. */
export const readAddress = ({ url }: Record<string, unknown>): { url?: string } =>
  typeof url === 'string' && /^https?:\/\//.test(url) ? { url: url.slice(0, 2000) } : {}
