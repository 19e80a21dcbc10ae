import { i18n } from '@lingui/core'
import { cleanup, configure } from '@testing-library/react'
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

// Nothing has a size in jsdom; what draws only the rows in sight needs one to be in sight of.
for (const side of ['clientHeight', 'clientWidth'])
  Object.defineProperty(Element.prototype, side, { get: () => 800 })
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { get: () => 90 })

// Tests read the page in the words it is written in.
i18n.loadAndActivate({ locale: 'en', messages: {} })

// A page's first rendering loads its module, which a busy machine takes its time over.
configure({ asyncUtilTimeout: 5000 })

afterEach(() => {
  cleanup()
  localStorage.clear()
})

Object.defineProperty(window, 'scrollTo', { value: () => undefined })
Element.prototype.scrollIntoView = () => undefined
