/** Those who follow something in this browser's storage: they hear of this tab's changes and others'. */
export function storageWatchers() {
  const watchers = new Set<() => void>()
  return {
    /** For useSyncExternalStore. */
    watch: (changed: () => void): (() => void) => {
      watchers.add(changed)
      window.addEventListener('storage', changed)
      return () => {
        watchers.delete(changed)
        window.removeEventListener('storage', changed)
      }
    },
    /** Other tabs hear of a change from the browser; this one does not. */
    tell: (): void => {
      for (const changed of watchers) changed()
    },
  }
}
