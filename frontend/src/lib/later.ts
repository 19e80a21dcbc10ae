const PATIENCE = 2000
const HIDDEN = 300

let release = (): void => undefined
const standing = new Promise<void>((resolve) => {
  release = resolve
})

/** Says that the page shows what it was opened for. Once that is painted the rest may come. */
export function stands(): void {
  requestAnimationFrame(() => setTimeout(release))
  // A page out of sight is not painted.
  setTimeout(release, HIDDEN)
}

/**
 * A part of the page that is not what it was opened for: it is loaded once that stands, or has not
 * come for a while, since the first rows would wait for its script.
 */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    await Promise.race([standing, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
    return load()
  }
}

/** Loads what the next key may open, once the page stands. Where that fails it is loaded on the key. */
export function soon(load: () => Promise<unknown>): void {
  void later(load)().catch(() => undefined)
}
