import { Notifications, notifications } from '@mantine/notifications'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense, useState, type ComponentType } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RouteError } from '../app/errors'
import { show } from '../test-render'
import { Apart, ErrorBoundary } from '../ui/ErrorBoundary'
import { lazyPage, lazyPart } from './later'

// React prints every error that a boundary catches.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(() => {
  notifications.clean()
  vi.restoreAllMocks()
})

/** A part that fails to come so many times. */
function failing(times: number) {
  let tried = 0
  const Part = lazyPart(
    () => {
      tried += 1
      return tried <= times
        ? Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
        : Promise.resolve({ Here: ({ name }: { name: string }) => <p>{name} is here</p> })
    },
    (script) => script.Here,
  )
  return { Part, tried: () => tried }
}

describe('a part that does not come', () => {
  it('comes on “Try again”, and nothing else is taken down', async () => {
    const { Part, tried } = failing(2)
    show(
      <>
        <p>the rest</p>
        <ErrorBoundary>
          <Suspense>
            <Part name="The pane" />
          </Suspense>
        </ErrorBoundary>
      </>,
    )
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(tried()).toBe(2))
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('The pane is here')).toBeDefined()
    expect(screen.getByText('the rest')).toBeDefined()
  })

  it('is closed and said, and comes when it is asked for again', async () => {
    const { Part } = failing(1)
    show(
      <>
        <Notifications />
        <Asking Part={Part} />
      </>,
    )
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    expect(await screen.findByText(/A part of this page did not come/)).toBeDefined()
    expect(screen.getByText('closed')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    expect(await screen.findByText('The dialog is here')).toBeDefined()
  })

  it('leaves what stands in its place', async () => {
    const { Part } = failing(1)
    show(
      <Apart instead={<p>its stead</p>}>
        <Suspense>
          <Part name="The menu" />
        </Suspense>
      </Apart>,
    )
    expect(await screen.findByText('its stead')).toBeDefined()
  })
})

describe('a page that does not come', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  /** A router of one page, whose script comes once there is a line. */
  function opened() {
    const line = { up: false }
    vi.stubGlobal('fetch', () =>
      line.up ? Promise.resolve(new Response()) : Promise.reject(new TypeError('Failed to fetch')),
    )
    const page = lazyPage(
      () =>
        line.up
          ? Promise.resolve({ Far: () => <p>The page is here</p> })
          : Promise.reject(new Error('Unable to preload CSS for /assets/Far.css')),
      'Far',
    )
    const root = createRootRoute()
    const only = createRoute({ getParentRoute: () => root, path: '/', component: page })
    const router = createRouter({
      routeTree: root.addChildren([only]),
      history: createMemoryHistory({ initialEntries: ['/'] }),
      defaultErrorComponent: RouteError,
    })
    show(<RouterProvider router={router as never} />)
    return line
  }

  it('says that one is offline, and comes when one is back', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const line = opened()
    expect((await screen.findByRole('alert')).textContent).toContain('you are offline')
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect((await screen.findByRole('alert')).textContent).toContain('you are offline')
    line.up = true
    online.mockReturnValue(true)
    window.dispatchEvent(new Event('online'))
    expect(await screen.findByText('The page is here')).toBeDefined()
  })

  it('says that the desk is out of reach, and comes when asked for once it is not', async () => {
    const line = opened()
    expect((await screen.findByRole('alert')).textContent).toContain('the desk cannot be reached')
    line.up = true
    await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('The page is here')).toBeDefined()
  })
})

function Asking({ Part }: { Part: ComponentType<{ name: string }> }) {
  const [asked, ask] = useState(false)
  return (
    <>
      <button onClick={() => ask(true)}>Ask</button>
      {asked ? (
        <Apart onClose={() => ask(false)}>
          <Suspense>
            <Part name="The dialog" />
          </Suspense>
        </Apart>
      ) : (
        <p>closed</p>
      )}
    </>
  )
}
