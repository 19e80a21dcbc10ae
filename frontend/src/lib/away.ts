import { t } from '@lingui/core/macro'

/** A page, or its words, that did not come because the desk is out of reach. */
export class PageAway extends Error {
  constructor(cause: unknown) {
    super(
      navigator.onLine
        ? t`This page could not be loaded: the desk cannot be reached. It is tried again by itself.`
        : t`This page could not be loaded: you are offline. It is tried again once you are back.`,
      { cause },
    )
    this.name = 'PageAway'
  }
}

/** Whether nothing answers where the page came from. */
export async function isAway(): Promise<boolean> {
  if (!navigator.onLine) return true
  try {
    const asked = new Request(`${window.location.origin}/api/health`, { cache: 'no-store' })
    return !(await fetch(asked)).ok
  } catch {
    return true
  }
}

const EVERY = 5000

/** Calls `back` when the desk can be reached again; answers how to stop waiting for that. */
export function whenBack(back: () => void): () => void {
  let asking = false
  const ask = async () => {
    if (asking) return
    asking = true
    if (!(await isAway())) back()
    asking = false
  }
  const now = () => void ask()
  const timer = window.setInterval(now, EVERY)
  window.addEventListener('online', now)
  return () => {
    window.clearInterval(timer)
    window.removeEventListener('online', now)
  }
}
