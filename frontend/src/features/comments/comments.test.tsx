import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api, type Comment, type Me, type Person } from '../../api/client'
import { peopleQuery, queryClient, sessionQuery } from '../../api/queries'
import { answer, show } from '../../test-render'
import { CommentForm } from './CommentForm'
import { CommentItem } from './CommentItem'
import { complete, parts, suggest, typing } from './mentions'

const person = (id: number, login: string, name: string): Person => ({
  id,
  login,
  name,
  role: 'checker',
  roles: [{ desk: 1, role: 'checker' }],
  active: true,
  manageable: false,
  version: 1,
})
const PEOPLE = [person(3, 'vera', 'Vera Lind'), person(4, 'edith', 'Edith Verne')]
const ME: Me = {
  person: { id: 3, login: 'vera', name: 'Vera Lind' },
  desks: [{ id: 1, slug: 'desk', name: 'Desk', role: 'checker' }],
  csrf_token: '',
  max_file_bytes: 20_000_000,
  second_factor_due: false,
}
const COMMENT: Comment = {
  id: 5,
  claim: 4,
  article: null,
  author: ME.person,
  text: '😀 @edith, look',
  mentions: [{ start: 2, end: 8, person: { id: 4, login: 'edith', name: 'Edith Verne' } }],
  version: 1,
  at: '2026-11-24T10:00:00Z',
  edited_at: null,
  deleted_at: null,
  deleted_by: null,
}

describe('mentions', () => {
  it('are noticed while they are typed, and addresses are none', () => {
    expect(typing('see @ve', 7)).toEqual({ start: 4, query: 've' })
    expect(typing('@', 1)).toEqual({ start: 0, query: '' })
    expect(typing('mail vera@pa', 12)).toBeNull()
    expect(typing('@vera and', 9)).toBeNull()
  })

  it('are offered by login and by every part of a name', () => {
    expect(suggest(PEOPLE, 've').map(({ login }) => login)).toEqual(['vera', 'edith'])
    expect(suggest(PEOPLE, 'lind').map(({ login }) => login)).toEqual(['vera'])
  })

  it('are put in place of what was typed of them', () => {
    expect(complete('see @ve', { start: 4, query: 've' }, 'vera')).toEqual({
      text: 'see @vera ',
      caret: 10,
    })
    expect(complete('@e look', { start: 0, query: 'e' }, 'edith').text).toBe('@edith look')
  })

  it('are found by code points', () => {
    expect(parts(COMMENT)).toEqual([
      { text: '😀 ', name: null },
      { text: '@edith', name: 'Edith Verne' },
      { text: ', look', name: null },
    ])
  })
})

describe('a comment', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    queryClient.setQueryData(peopleQuery.queryKey, PEOPLE)
    queryClient.setQueryData(sessionQuery.queryKey, ME)
  })
  const field = () => screen.getByLabelText<HTMLTextAreaElement>('Your comment')

  it('is not lost when it cannot be sent', async () => {
    vi.spyOn(api, 'POST').mockRejectedValue(new Error('offline'))
    const { unmount } = show(<CommentForm claim={4} />)
    fireEvent.change(field(), { target: { value: 'The tariff is in table 4.' } })
    await userEvent.click(screen.getByRole('button', { name: 'Comment' }))
    expect(await screen.findByText(/^The desk cannot be reached/)).toBeDefined()
    expect(field().value).toBe('The tariff is in table 4.')
    unmount()
    show(<CommentForm claim={4} />)
    expect(field().value).toBe('The tariff is in table 4.')
  })

  it('mentions a colleague by keyboard', async () => {
    show(<CommentForm claim={4} />)
    await userEvent.type(field(), 'ask @ed')
    expect(await screen.findByText('Edith Verne')).toBeDefined()
    await userEvent.keyboard('{ArrowDown}{Enter}now')
    expect(field().value).toBe('ask @edith now')
  })

  it('is changed by whoever wrote it, at the version they saw', async () => {
    const put = vi.spyOn(api, 'PUT').mockResolvedValue(answer(200, COMMENT))
    show(<CommentItem comment={COMMENT} me={ME} />)
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }))
    await userEvent.click(screen.getByRole('button', { name: 'Save the comment' }))
    expect(JSON.stringify(put.mock.calls[0])).toContain('"If-Match":"\\"1\\""')
  })

  it('keeps its place when it is deleted', () => {
    const gone = { ...COMMENT, text: null, deleted_at: COMMENT.at, deleted_by: ME.person }
    show(<CommentItem comment={gone} me={ME} />)
    expect(screen.getByText(/Deleted by Vera Lind/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Restore' })).toBeDefined()
  })
})
