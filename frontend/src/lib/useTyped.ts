import { useState } from 'react'

/** What is typed in a search field, which follows `text`, what the address says is looked for. */
export function useTyped(text: string | undefined): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(text ?? '')
  const [shown, setShown] = useState(text)
  // Going back and forth in the browser shows what was looked for then.
  if (shown !== text) {
    setShown(text)
    if (typed.trim() !== (text ?? '')) setTyped(text ?? '')
  }
  return [typed, setTyped]
}
