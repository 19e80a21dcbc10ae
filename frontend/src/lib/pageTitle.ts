import { useEffect } from 'react'

let arriving = false

/** Says that a new page is on its way, so that its heading takes the focus once it is there. */
export function expectPage(): void {
  arriving = true
}

/** Names the page in the browser's tab; on arrival a screen reader starts at its heading. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · claimdesk`
    if (arriving) {
      arriving = false
      // A page that opens with the cursor in a field keeps it there.
      if (document.getElementById('main')?.contains(document.activeElement) !== true)
        document.getElementById('page-title')?.focus({ preventScroll: true })
    }
    return () => {
      document.title = 'claimdesk'
    }
  }, [title])
}
