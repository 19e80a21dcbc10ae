const missing = new Set<string>()

/**
 * Remembers the style sheets that did not come. What Vite loads a part with asks for each once only,
 * and would show the part without it the next time.
 */
export function watchSheets(): void {
  const failed = ({ target }: Event) => {
    if (!(target instanceof HTMLLinkElement)) return
    if (target.rel === 'stylesheet') missing.add(target.href)
    target.remove()
  }
  // The error of a link does not bubble.
  document.addEventListener('error', failed, true)
}

/** Asks for them again; fails where one still does not come. */
export async function missingSheets(): Promise<void> {
  await Promise.all([...missing].map(bring))
}

function bring(href: string): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => {
      missing.delete(href)
      resolve()
    })
    link.addEventListener('error', () => reject(new Error(`${href} did not come`)))
    document.head.append(link)
  })
}
