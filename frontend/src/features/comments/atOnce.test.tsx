import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Notifications } from '@mantine/notifications'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Comment } from '../../api/client'
import { queryClient, sessionQuery } from '../../api/queries'
import { Desk, me } from '../../test-desk'
import { show } from '../../test-render'
import { undoLast } from '../../ui/undo'
import { CommentsPanel } from './CommentsPanel'

const COMMENT: Comment = {
  id: 5,
  claim: 4,
  article: null,
  author: me('checker').person,
  text: 'See page 4.',
  mentions: [],
  version: 1,
  at: '2026-11-24T10:00:00Z',
  edited_at: null,
  deleted_at: null,
  deleted_by: null,
}

let desk: Desk
let comment: Comment
/** Lets the desk answer the write it holds back. */
let arrive: (status: number, body: unknown) => void
const slowly = () =>
  new Promise<{ status: number; body: unknown }>((resolve) => {
    arrive = (status, body) => resolve({ status, body })
  })
const answers = (status: number, body: unknown) =>
  act(async () => {
    arrive(status, body)
    await Promise.resolve()
  })

beforeEach(async () => {
  localStorage.clear()
  desk = new Desk()
  comment = COMMENT
  queryClient.setQueryData(sessionQuery.queryKey, me('checker'))
  desk.answers['GET /claims/4/comments'] = () => ({ body: { items: [comment], next: null } })
  desk.answers['GET /claims/4/watch'] = { body: { watching: false, watchers: [] } }
  desk.answers['PUT /comments/5'] = slowly
  desk.answers['DELETE /comments/5'] = slowly
  desk.answers['POST /comments/5/restoration'] = () => {
    comment = COMMENT
    return { body: COMMENT }
  }
  show(
    <>
      <Notifications />
      <CommentsPanel claim={4} />
    </>,
  )
  await screen.findByText('See page 4.')
})
afterEach(() => desk.close())

async function edit(words: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }))
  await userEvent.clear(screen.getByLabelText('Your words'))
  await userEvent.type(screen.getByLabelText('Your words'), words)
  await userEvent.click(screen.getByRole('button', { name: 'Save the comment' }))
}

describe('a comment', () => {
  it('is deleted at once, with the focus on what takes that back, and there again by undo', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    expect(await screen.findByText(/^Deleted by Vera Lind/)).toBeDefined()
    const restore = screen.getByRole('button', { name: 'Restore' })
    await waitFor(() => expect(document.activeElement).toBe(restore))
    comment = { ...COMMENT, text: null, deleted_at: COMMENT.at, deleted_by: COMMENT.author }
    await answers(200, comment)
    act(() => expect(undoLast()).toBe(true))
    expect(await screen.findByText('See page 4.')).toBeDefined()
  })

  it('is there again where the desk refuses to delete it, which is said', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await screen.findByText(/^Deleted by Vera Lind/)
    await answers(403, { detail: 'It is not yours.' })
    expect(await screen.findByText('Not deleted: “See page 4.”')).toBeDefined()
    expect(screen.getByText('It is not yours.')).toBeDefined()
    expect(screen.getByText('See page 4.')).toBeDefined()
    act(() => expect(undoLast()).toBe(false))
  })

  it('shows its new words at once, and changed again meanwhile goes on from what that left', async () => {
    await edit('See page 5.')
    expect(await screen.findByText('See page 5.')).toBeDefined()
    expect(screen.queryByRole('form', { name: 'Change the comment' })).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit' }))
    await edit('See page 6.')
    comment = { ...COMMENT, text: 'See page 6.', version: 3 }
    await answers(200, { ...COMMENT, text: 'See page 5.', version: 2 })
    const puts = () => desk.calls.filter(({ what }) => what === 'PUT /comments/5')
    await waitFor(() => expect(puts()).toHaveLength(2))
    await answers(200, comment)
    expect(puts().map(({ ifMatch }) => ifMatch)).toEqual(['"1"', '"2"'])
    expect(puts().map(({ body }) => body)).toEqual([
      { text: 'See page 5.' },
      { text: 'See page 6.' },
    ])
    await waitFor(() => expect(localStorage.length).toBe(0))
  })

  it('is as before where the desk refuses the words, which stand in the form again', async () => {
    await edit('Mine.')
    comment = { ...COMMENT, text: 'Theirs.', version: 2 }
    await answers(412, { detail: 'Changed.', current: comment })
    expect(await screen.findByText('Not saved, but kept: your comment “Mine.”')).toBeDefined()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your words').value).toBe('Mine.')
    expect(await screen.findByText(/It says now: “Theirs.”/)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Save the comment' }))
    await waitFor(() => expect(desk.calls.at(-1)?.ifMatch).toBe('"2"'))
  })
})
