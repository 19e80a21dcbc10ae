import { useEffect } from 'react'

/** Names the page in the browser's tab and history, and to a screen reader on arrival. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · claimdesk`
    return () => {
      document.title = 'claimdesk'
    }
  }, [title])
}
