import { Notifications, notifications } from '@mantine/notifications'
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../api/client'
import { show } from '../test-render'
import { MOST_MESSAGES } from './message'
import { complain, endOffers, offerUndo, undoLast } from './undo'

/** A write that ends when the test says so. */
function later() {
  let resolve: (done: boolean) => void = () => undefined
  const promise = new Promise<boolean>((ends) => (resolve = ends))
  return { promise, resolve }
}

afterEach(() => act(() => notifications.clean()))

describe('undo', () => {
  it('undoes once, by the button', async () => {
    const undo = vi.fn()
    show(<Notifications />)
    act(() => void offerUndo('Dismissed.', undo))
    await userEvent.click(await screen.findByRole('button', { name: /^Undo/ }))
    act(() => void undoLast())
    expect(undo).toHaveBeenCalledOnce()
  })

  it('undoes the latest first, by the key', () => {
    const done: string[] = []
    show(<Notifications />)
    act(() => void offerUndo('One.', () => done.push('one')))
    act(() => void offerUndo('Two.', () => done.push('two')))
    act(() => void undoLast())
    act(() => void undoLast())
    act(() => void undoLast())
    expect(done).toEqual(['two', 'one'])
  })

  it('is offered no longer once something was done that cannot be undone', async () => {
    const undo = vi.fn()
    show(<Notifications />)
    act(() => void offerUndo('One.', undo))
    act(() => void offerUndo('Two.', undo))
    act(endOffers)
    expect(undoLast()).toBe(false)
    await waitFor(() => expect(screen.queryAllByRole('button', { name: /^Undo/ })).toEqual([]))
    expect(undo).not.toHaveBeenCalled()
  })

  it('is offered while the write is under way, and waits for its end', async () => {
    const done: string[] = []
    const write = later()
    show(<Notifications />)
    act(() => void offerUndo('One.', () => done.push('one')))
    act(() => void offerUndo('Two.', () => done.push('two'), { write: write.promise }))
    act(() => void undoLast())
    expect(done).toEqual([])
    await act(async () => {
      write.resolve(true)
      await write.promise
    })
    expect(done).toEqual(['two'])
  })

  it('is offered no longer where the write is refused, and then does nothing', async () => {
    const done: string[] = []
    const [asked, idle] = [later(), later()]
    show(<Notifications />)
    act(() => void offerUndo('One.', () => done.push('one')))
    act(() => void offerUndo('Two.', () => done.push('two'), { write: idle.promise }))
    act(() => void offerUndo('Three.', () => done.push('three'), { write: asked.promise }))
    act(() => void undoLast())
    await act(async () => {
      asked.resolve(false)
      idle.resolve(false)
      await Promise.all([asked.promise, idle.promise])
    })
    await waitFor(() => expect(screen.queryByText('Two.')).toBeNull())
    act(() => void undoLast())
    expect(done).toEqual(['one'])
  })

  it('shows the latest at once, whatever stands already, and keeps what went wrong', async () => {
    show(<Notifications limit={MOST_MESSAGES} />)
    act(() => complain(new ApiProblem(409, 'It is published already.')))
    const done: number[] = []
    for (const number of [1, 2, 3, 4, 5])
      act(() => void offerUndo(`Change ${number}.`, () => done.push(number)))
    expect(await screen.findByText('Change 5.')).toBeDefined()
    expect(screen.getByText('It is published already.')).toBeDefined()
    await waitFor(() => expect(screen.queryByText('Change 2.')).toBeNull())
    for (let time = 0; time < 5; time += 1) act(() => void undoLast())
    // Only what still is offered is undone.
    expect(done).toEqual([5, 4, 3])
  })

  it('says what went wrong, but not for each call of an ended session', async () => {
    show(<Notifications />)
    act(() => complain(new ApiProblem(401, 'Sign in first.')))
    act(() => complain(new ApiProblem(409, 'It is published already.')))
    expect((await screen.findAllByRole('alert')).map((alert) => alert.textContent)).toEqual([
      expect.stringContaining('It is published already.'),
    ])
  })
})
