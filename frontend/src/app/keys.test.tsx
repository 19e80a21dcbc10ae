import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { activate } from '../i18n'
import { messages } from '../locales/de'
import { writePreference } from '../lib/preferences'
import { OnItsWay } from '../ui/OnItsWay'
import { conflictOf, resetCombos, setCombos } from './combos'
import { keyLabel, KEYS, possible, takeTypedAhead, useKeys, writeCombo } from './keys'

const next = vi.fn()
const open = vi.fn()
const rate = vi.fn()
const extendDown = vi.fn()
const goQueue = vi.fn()
const palette = vi.fn()

afterEach(resetCombos)

function Page() {
  useKeys({ next, open, rate, extendDown, goQueue, palette })
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

  it('are back once Escape has left the field, at the claim at hand', async () => {
    await press('note{Escape}j', 'input')
    expect(next).toHaveBeenCalledOnce()
    const row = document.createElement('li')
    row.innerHTML = '<a id="row-7" href="#">A claim</a>'
    row.dataset.current = 'true'
    document.body.append(row)
    await press('note{Escape}', 'input')
    expect(document.activeElement?.id).toBe('row-7')
    row.remove()
  })

  it('leaves Escape to a list that is open under its field', async () => {
    vi.clearAllMocks()
    const { container } = render(<Page />)
    const field = container.querySelector('input')
    field?.setAttribute('aria-expanded', 'true')
    field?.focus()
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement).toBe(field)
  })

  it('keeps what is typed for a dialog that is still loading', async () => {
    vi.clearAllMocks()
    render(
      <>
        <Page />
        <OnItsWay />
      </>,
    )
    await userEvent.keyboard('j3ob')
    expect(next).not.toHaveBeenCalled()
    expect(rate).not.toHaveBeenCalled()
    expect(takeTypedAhead()).toBe('j3ob')
    expect(takeTypedAhead()).toBe('')
  })

  it('acts on nothing below a dialog that has not got the focus yet', async () => {
    const dialog = document.createElement('section')
    dialog.setAttribute('aria-modal', 'true')
    document.body.append(dialog)
    await press('j')
    expect(next).not.toHaveBeenCalled()
    // What the browser has keys for goes on: Tab leads into the dialog.
    const stopped = new Map<string, boolean>()
    const note = (event: KeyboardEvent) => stopped.set(event.key, event.defaultPrevented)
    window.addEventListener('keydown', note)
    await press('{Tab}{F5}{Enter}x')
    window.removeEventListener('keydown', note)
    expect(Object.fromEntries(stopped)).toEqual({ Tab: false, F5: false, Enter: true, x: true })
    dialog.remove()
  })

  it('takes two keys one after the other, and the first alone for nothing', async () => {
    await press('gq')
    expect(goQueue).toHaveBeenCalledOnce()
    await press('gj')
    expect(goQueue).not.toHaveBeenCalled()
    expect(next).toHaveBeenCalledOnce()
  })

  it('hears the palette’s key also where somebody types', async () => {
    await press('{Control>}k{/Control}', 'input')
    expect(palette).toHaveBeenCalledOnce()
  })

  it('does nothing twice while a key is held that decides', () => {
    vi.clearAllMocks()
    render(<Page />)
    for (const repeat of [false, true, true]) {
      for (const key of ['3', 'j'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, repeat, bubbles: true }))
    }
    expect(rate).toHaveBeenCalledTimes(1)
    expect(next).toHaveBeenCalledTimes(3)
  })

  it('go to what opened last, and back once that is gone', async () => {
    vi.clearAllMocks()
    const inner = vi.fn()
    const Panel = () => {
      useKeys({ next: inner })
      return null
    }
    const { rerender } = render(<Page />)
    rerender(
      <>
        <Page />
        <Panel />
      </>,
    )
    await userEvent.keyboard('j')
    expect(inner).toHaveBeenCalledOnce()
    expect(next).not.toHaveBeenCalled()
    rerender(<Page />)
    await userEvent.keyboard('j')
    expect(next).toHaveBeenCalledOnce()
  })

  it('are the selection’s before those of what opened later', async () => {
    const [all, one] = [vi.fn(), vi.fn()]
    const Bar = () => {
      useKeys({ mine: all }, 'selection')
      return null
    }
    const Pane = () => {
      useKeys({ mine: one })
      return null
    }
    const { rerender } = render(<Bar />)
    for (const claim of [1, 2])
      rerender(
        <>
          <Bar />
          <Pane key={claim} />
        </>,
      )
    await userEvent.keyboard('a')
    expect(all).toHaveBeenCalledOnce()
    expect(one).not.toHaveBeenCalled()
  })

  it('say what can be done here', () => {
    const { unmount } = render(<Page />)
    expect(possible()).toEqual(['next', 'open', 'extendDown', 'rate', 'goQueue', 'palette'])
    unmount()
    expect(possible()).toEqual([])
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

  it.each([
    ['ö on a German keyboard is no sign of ours', { key: 'ö', code: 'Semicolon' }, null],
    [
      'AltGr makes signs',
      { key: '[', code: 'Digit8', ctrlKey: true, altKey: true, altgr: true },
      1,
    ],
    ['French digits stand behind Shift', { key: 'é', code: 'Digit2' }, 2],
  ])('%s', (_, { altgr, ...init }: KeyboardEventInit & { altgr?: boolean }, wanted) => {
    vi.clearAllMocks()
    const previousSpan = vi.fn()
    const Text = () => {
      useKeys({ previousSpan, rate })
      return null
    }
    render(<Text />)
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { ...init, modifierAltGraph: altgr ?? false, bubbles: true }),
    )
    expect(rate.mock.calls).toEqual(wanted === 2 ? [[2]] : [])
    expect(previousSpan).toHaveBeenCalledTimes(wanted === 1 ? 1 : 0)
  })

  it('are written as on the reader’s keyboard', () => {
    activate('de', messages)
    const written = ['mod+Enter', 'Shift+j', 'Escape', 'g q'].map(writeCombo)
    activate('en', {})
    expect(written).toEqual(['Strg Eingabe', 'Umschalt J', 'Esc', 'g q'])
  })

  it('can be given others, and are then shown so', async () => {
    setCombos({ next: 'f' })
    expect(keyLabel('next')).toBe('f')
    await press('j')
    expect(next).not.toHaveBeenCalled()
    await press('f')
    expect(next).toHaveBeenCalledOnce()
    resetCombos()
    await press('j')
    expect(next).toHaveBeenCalledOnce()
  })

  it('a new key may not be another’s, nor begin one, nor be a digit', () => {
    expect(conflictOf('next', 'f')).toBeNull()
    expect(conflictOf('next', 'x')).toBe('select')
    expect(conflictOf('next', 'g')).toBe('goQueue')
    expect(conflictOf('next', '3')).toBe('rate')
    expect(conflictOf('open', 'ArrowDown')).toBe('next')
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
