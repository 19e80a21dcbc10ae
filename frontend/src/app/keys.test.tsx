import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { writePreference } from '../lib/preferences'
import { KEYS, useKeys } from './keys'

const next = vi.fn()
const open = vi.fn()
const rate = vi.fn()
const extendDown = vi.fn()

function Page() {
  useKeys({ next, open, rate, extendDown })
  return (
    <>
      <input aria-label="note" />
      <input type="checkbox" aria-label="Select" />
      <button type="button">Save</button>
      <div role="dialog" tabIndex={0}>
        A question
      </div>
    </>
  )
}

async function press(keys: string, focus?: string) {
  vi.clearAllMocks()
  const { container, unmount } = render(<Page />)
  if (focus !== undefined) container.querySelector<HTMLElement>(focus)?.focus()
  await userEvent.keyboard(keys)
  unmount()
}

describe('the keys of the page', () => {
  it('each key means one thing', () => {
    const keys = Object.values(KEYS).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('calls the handler of its row of the table', async () => {
    await press('j')
    expect(next).toHaveBeenCalledOnce()
    await press('3')
    expect(rate).toHaveBeenCalledWith(3)
  })

  it('stays silent while somebody types or answers a dialog', async () => {
    await press('j3', 'input')
    expect(next).not.toHaveBeenCalled()
    expect(rate).not.toHaveBeenCalled()
    await press('j', '[role="dialog"]')
    expect(next).not.toHaveBeenCalled()
  })

  it('leaves the keys of the browser alone', async () => {
    await press('{Control>}j{/Control}')
    await press('{Meta>}j{/Meta}')
    await press('{Alt>}j{/Alt}')
    expect(next).not.toHaveBeenCalled()
  })

  it('leaves Enter to a focused button', async () => {
    await press('{Enter}', 'button')
    expect(open).not.toHaveBeenCalled()
    await press('{Enter}')
    expect(open).toHaveBeenCalledOnce()
  })

  it('go on where a box is ticked', async () => {
    await press('j', '[type=checkbox]')
    expect(next).toHaveBeenCalledOnce()
  })

  it('tell Shift apart, and are deaf to Caps Lock', async () => {
    await press('{Shift>}j{/Shift}')
    expect(extendDown).toHaveBeenCalledOnce()
    await press('J')
    expect(next).toHaveBeenCalledOnce()
  })

  it('go by their place on a keyboard without Latin letters', () => {
    vi.clearAllMocks()
    render(<Page />)
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true }),
    )
    expect(next).toHaveBeenCalledOnce()
  })

  it('can be turned off, but for those that write nothing', async () => {
    writePreference('single-keys', false)
    await press('j3')
    expect(next).not.toHaveBeenCalled()
    expect(rate).not.toHaveBeenCalled()
    await press('{Enter}')
    expect(open).toHaveBeenCalledOnce()
  })

  it('is silent once the page is gone', async () => {
    vi.clearAllMocks()
    render(<Page />).unmount()
    await userEvent.keyboard('j')
    expect(next).not.toHaveBeenCalled()
  })
})
