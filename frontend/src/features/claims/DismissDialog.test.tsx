import { Notifications } from '@mantine/notifications'
import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../api/client'
import { readDraft } from '../../lib/drafts'
import { answer, show } from '../../test-render'
import { DismissDialog } from './DismissDialog'

const CLAIM = { id: 4, text: 'The lake is the best in the country.' }
const submit = () => screen.findByRole<HTMLButtonElement>('button', { name: 'Dismiss' })

describe('DismissDialog', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    localStorage.clear()
  })

  it('needs a reason', async () => {
    show(<DismissDialog claim={CLAIM} onClose={vi.fn()} />)
    expect((await submit()).disabled).toBe(true)
    await userEvent.type(screen.getByLabelText(/Why does it need no check/), 'A matter of taste')
    expect((await submit()).disabled).toBe(false)
  })

  it('takes a usual reason with one click', async () => {
    const post = vi.spyOn(api, 'POST').mockResolvedValue(answer(200, {}))
    const close = vi.fn()
    show(<DismissDialog claim={CLAIM} onClose={close} />)
    await userEvent.click(await screen.findByRole('button', { name: 'An opinion, not a fact' }))
    expect(JSON.stringify(post.mock.calls[0])).toContain('An opinion, not a fact')
    expect(close).toHaveBeenCalledOnce()
  })

  it('keeps what is typed for it anew while the desk is told', async () => {
    let arrive: () => void = () => undefined
    vi.spyOn(api, 'POST').mockReturnValue(
      new Promise((resolve) => {
        arrive = () => resolve(answer(200, {}))
      }),
    )
    show(
      <>
        <Notifications />
        <DismissDialog claim={CLAIM} onClose={vi.fn()} />
      </>,
    )
    const field = screen.getByLabelText<HTMLTextAreaElement>(/Why does it need/)
    await userEvent.type(field, 'A matter of taste')
    await userEvent.click(await submit())
    await userEvent.type(field, ', and more')
    await act(async () => {
      arrive()
      await new Promise((resolve) => setTimeout(resolve))
    })
    expect(readDraft('dismissal:4')).toBe('A matter of taste, and more')
  })

  it('is done with at once; where the desk refuses, what was typed is there again', async () => {
    vi.spyOn(api, 'POST').mockResolvedValue(answer(409, { detail: 'It is published.' }))
    const close = vi.fn()
    const { unmount } = show(
      <>
        <Notifications />
        <DismissDialog claim={CLAIM} onClose={close} />
      </>,
    )
    await userEvent.type(await screen.findByLabelText(/Why does it need/), 'A matter of taste')
    await userEvent.click(await submit())
    expect(close).toHaveBeenCalledOnce()
    const said = await screen.findByText('Not dismissed: “The lake is the best in the country.”')
    expect(said.closest('[role=alert]')?.textContent).toContain('It is published.')
    unmount()
    show(<DismissDialog claim={CLAIM} onClose={close} />)
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Why does it need/).value).toBe(
      'A matter of taste',
    )
  })
})
