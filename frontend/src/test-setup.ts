import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// jsdom lacks what Mantine asks a browser for.
Object.defineProperty(window, 'matchMedia', {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
})
Object.defineProperty(document, 'fonts', {
  value: { addEventListener: () => undefined, removeEventListener: () => undefined },
})
class NoResizeObserver {
  observe(): void {
    return
  }
  unobserve(): void {
    return
  }
  disconnect(): void {
    return
  }
}
Object.defineProperty(window, 'ResizeObserver', { value: NoResizeObserver })

afterEach(() => {
  cleanup()
  localStorage.clear()
})

Object.defineProperty(window, 'scrollTo', { value: () => undefined })
