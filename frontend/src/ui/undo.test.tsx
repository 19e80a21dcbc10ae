import { Notifications } from '@mantine/notifications'
import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../api/client'
import { show } from '../test-render'
import { complain, offerUndo, undoLast } from './undo'

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

  it('says what went wrong, but not for each call of an ended session', async () => {
    show(<Notifications />)
    act(() => complain(new ApiProblem(401, 'Sign in first.')))
    act(() => complain(new ApiProblem(409, 'It is published already.')))
    expect((await screen.findAllByRole('alert')).map((alert) => alert.textContent)).toEqual([
      expect.stringContaining('It is published already.'),
    ])
  })
})
