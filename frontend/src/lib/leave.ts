/** Go to another site's page, which only http and https lead to. Throws for other addresses. */
export function leaveFor(address: string): void {
  const { protocol, href } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`No web address: ${protocol}`)
  window.location.assign(href)
}
