import { Notifications, notifications } from '@mantine/notifications'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense, useState, type ComponentType } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { show } from '../test-render'
import { Apart, ErrorBoundary } from '../ui/ErrorBoundary'
import { lazyPart } from './later'

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
