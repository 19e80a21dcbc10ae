import { Notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClaimDetail, ReplySought } from '../../api/client'
import { Desk } from '../../test-desk'
import { CLAIM } from '../../test-records'
import { show } from '../../test-render'
import { RepliesPanel } from './RepliesPanel'

const VERA = { id: 3, login: 'vera', name: 'Vera Lind' }
const REPLY: ReplySought = {
  id: 8,
  article: 1,
  claim: 1,
  subject: 'Harbour Authority',
  concern: 'That 120 jobs are to go.',
  opened_by: VERA,
  opened_at: '2026-11-24T10:00:00Z',
  standing: 'waiting',
  channel: 'press_office',
  contacted_at: '2026-11-24T10:00:00Z',
  deadline: '2026-11-30T12:00:00Z',
  answer: null,
  words: '',
  used: [],
  entries: [
    {
      id: 1,
      kind: 'contact',
      channel: 'press_office',
      deadline: '2026-11-30T12:00:00Z',
      answer: null,
      words: '',
      by: VERA,
      at: '2026-11-24T10:00:00Z',
      recorded_at: '2026-11-24T10:00:00Z',
    },
  ],
}
const PATH = '/articles/1/replies'

let desk: Desk
let found: ReplySought[]
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  found = [REPLY]
  desk.answers[`GET ${PATH}`] = () => ({ body: found })
})
afterEach(() => desk.close())

const open = (actions: ClaimDetail['actions'] = ['label']) =>
  show(
    <>
      <Notifications />
      <RepliesPanel claim={{ ...CLAIM, actions } as ClaimDetail} />
    </>,
  )
const button = (name: string) => screen.getByRole('button', { name })

describe('the right of reply', () => {
  it('says what was put to whom, until when, and what came back', async () => {
    found = [
      REPLY,
      { ...REPLY, id: 9, subject: 'Ane Rui', standing: 'answered', answer: 'quote', words: 'No.' },
      { ...REPLY, id: 10, subject: 'The fleet', claim: null, standing: 'overdue' },
      { ...REPLY, id: 11, subject: 'Of another claim', claim: 2 },
    ]
    open()
    const item = async (name: string) =>
      (await screen.findByRole('heading', { name })).closest('li')?.textContent ?? ''
    const waits = await item('Harbour Authority')
    expect(waits).toMatch(/Waiting for an answer · until .*30/)
    expect(waits).toContain('That 120 jobs are to go.')
    expect(waits).toContain('Through the press office')
    expect(await item('Ane Rui')).toMatch(/Answered.*No\./)
    expect(await item('The fleet')).toMatch(/The deadline is over.*on the whole article/)
    expect(screen.queryByText('Of another claim')).toBeNull()
  })

  it('notes by keyboard who was asked, how and until when, and gives the focus back', async () => {
    found = []
    desk.answers[`POST ${PATH}`] = () => {
      found = [REPLY]
      return { status: 201, body: REPLY }
    }
    open()
    expect(await screen.findByText(/^Nobody is noted yet/)).toBeDefined()
    await userEvent.tab()
    await userEvent.keyboard('{Enter}Harbour Authority')
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement).toBe(button('Add somebody to hear'))
    // What was typed is there again.
    await userEvent.keyboard('{Enter}')
    expect(screen.getByLabelText<HTMLInputElement>('Who is to be heard').value).toBe(
      'Harbour Authority',
    )
    await userEvent.tab()
    await userEvent.keyboard('That 120 jobs are to go.')
    await userEvent.click(screen.getByRole('combobox', { name: 'How they were asked' }))
    await userEvent.click(await screen.findByRole('option', { name: 'By e-mail', hidden: true }))
    await userEvent.type(screen.getByLabelText('Asked to answer until'), '2026-11-30T13:00')
    await userEvent.click(button('Add'))
    expect(await screen.findByRole('heading', { name: 'Harbour Authority' })).toBeDefined()
    expect(desk.writes()[0]?.body).toEqual({
      subject: 'Harbour Authority',
      concern: 'That 120 jobs are to go.',
      channel: 'email',
      deadline: new Date('2026-11-30T13:00').toISOString(),
      claim: 1,
    })
    expect(document.activeElement).toBe(button('Add somebody to hear'))
    expect(localStorage.length).toBe(0)
  })

  it('records the answer, and then where it is used', async () => {
    desk.answers[`POST ${PATH}/8/entries`] = () => {
      found = [{ ...REPLY, standing: 'answered', answer: 'quote', words: 'No posts are cut.' }]
      return { status: 201, body: found[0] }
    }
    open()
    await screen.findByRole('heading', { name: 'Harbour Authority' })
    expect(screen.queryByRole('button', { name: /^Record where it is used/ })).toBeNull()
    await userEvent.click(button('Record the answer: Harbour Authority'))
    await userEvent.type(screen.getByLabelText('Their words'), 'No posts are cut.')
    await userEvent.click(button('Record it'))
    expect(await screen.findByText('No posts are cut.')).toBeDefined()
    await userEvent.click(button('Record where it is used: Harbour Authority'))
    await userEvent.keyboard('Fifth paragraph')
    await userEvent.click(button('Record it'))
    await waitFor(() =>
      expect(desk.writes().map(({ body }) => body)).toEqual([
        { kind: 'answer', answer: 'quote', words: 'No posts are cut.' },
        { kind: 'use', words: 'Fifth paragraph' },
      ]),
    )
  })

  it('keeps what is typed where the desk refuses it, and says why', async () => {
    desk.answers[`POST ${PATH}/8/entries`] = {
      status: 409,
      body: { detail: 'They have until 30 November to answer.' },
    }
    open()
    await userEvent.click(
      await screen.findByRole('button', { name: 'Record the answer: Harbour Authority' }),
    )
    await userEvent.type(screen.getByLabelText('Their words'), 'Nothing yet.')
    await userEvent.click(button('Record it'))
    const refusal = await screen.findByRole('alert')
    expect(within(refusal).getByText('They have until 30 November to answer.')).toBeDefined()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Their words').value).toBe('Nothing yet.')
  })

  it('is for reading only to whoever may not work on the claim', async () => {
    open([])
    expect(await screen.findByRole('heading', { name: 'Harbour Authority' })).toBeDefined()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('says that it cannot be shown, and tries again', async () => {
    desk.answers[`GET ${PATH}`] = { status: 403, body: { detail: 'Not for you.' } }
    open()
    expect(await screen.findByText('Not for you.')).toBeDefined()
    desk.answers[`GET ${PATH}`] = { body: [] }
    await userEvent.click(button('Try again'))
    expect(await screen.findByText(/^Nobody is noted yet/)).toBeDefined()
  })
})
