import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient } from '../../api/queries'
import { readDraft } from '../../lib/drafts'
import { Desk } from '../../test-desk'

const BATCH = {
  id: 5,
  desk: 1,
  source: 'drop',
  state: 'running',
  total: 4,
  done: 1,
  added: 1,
  changed: 0,
  same: 0,
  refused: 0,
  refusals: [] as { number: number; name: string; detail: string }[],
  started_by: { id: 3, login: 'vera', name: 'Vera Lind' },
  version: 2,
  created_at: '2026-11-24T10:00:00Z',
  updated_at: '2026-11-24T10:00:00Z',
}
const HARBOUR = { article: 7, title: 'Harbour fees', number: 1, outcome: 'added' }
const FERRY = { article: 8, title: 'The ferry', number: 2, outcome: 'same' }
const DONE = {
  ...BATCH,
  state: 'done',
  done: 4,
  same: 1,
  refused: 102,
  refusals: [
    { number: 3, name: 'bomb.docx', detail: 'It unpacks to too much.' },
    { number: 4, name: '', detail: 'The text is empty.' },
  ],
  version: 6,
}

let desk: Desk
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['GET /ingests/5'] = { body: BATCH }
  desk.answers['GET /ingests/5/articles'] = { body: { items: [HARBOUR], next: null } }
})
afterEach(() => desk.close())

const path = () => desk.router?.state.location.pathname

describe('a batch of articles', () => {
  it('says how far it is, and brings its articles as they come', async () => {
    desk.open('/articles/batches/5')
    const bar = await screen.findByRole('progressbar', { name: 'How far the batch is taken in' })
    expect(bar.getAttribute('aria-valuenow')).toBe('25')
    expect(screen.getByText('1 of 4 done')).toBeDefined()
    expect(screen.getByRole('status', { name: '' }).textContent).toBe('being taken in')
    expect(screen.getByText(/^Vera Lind, from drop, /)).toBeDefined()
    const link = await screen.findByRole('link', { name: 'Harbour fees' })
    expect(link.getAttribute('href')).toBe('/articles/7')
    expect(screen.queryByRole('heading', { name: 'Refused' })).toBeNull()

    desk.answers['GET /ingests/5'] = { body: DONE }
    desk.answers['GET /ingests/5/articles'] = { body: { items: [HARBOUR, FERRY], next: null } }
    const second = await screen.findByRole('link', { name: 'The ferry' }, { timeout: 5_000 })
    expect(second.closest('li')?.textContent).toContain('as before')
    expect(screen.queryByRole('progressbar')).toBeNull()
    const asked = desk.calls.filter(({ what }) => what === 'GET /ingests/5').length
    await new Promise((over) => setTimeout(over, 1_800))
    expect(desk.calls.filter(({ what }) => what === 'GET /ingests/5').length).toBe(asked)
  })

  it('tells what was refused by its name or place, and why, and how many more', async () => {
    desk.answers['GET /ingests/5'] = { body: DONE }
    desk.open('/articles/batches/5')
    const refused = await screen.findByRole('region', { name: 'Refused' })
    const told = within(refused)
      .getAllByRole('listitem')
      .map((item) => item.textContent)
    expect(told).toEqual([
      'bomb.docxIt unpacks to too much.',
      'Number 4The text is empty.',
      'and 100 more',
    ])
  })

  it('has further articles a page at a time', async () => {
    desk.answers['GET /ingests/5'] = { body: DONE }
    desk.answers['GET /ingests/5/articles'] = (query) => ({
      body:
        query.get('cursor') === 'more'
          ? { items: [FERRY], next: null }
          : { items: [HARBOUR], next: 'more' },
    })
    const user = desk.open('/articles/batches/5')
    await user.click(await screen.findByRole('button', { name: 'Show more articles' }))
    expect(await screen.findByRole('link', { name: 'The ferry' })).toBeDefined()
    expect(screen.getByRole('link', { name: 'Harbour fees' })).toBeDefined()
  })

  it('is told above the articles while it is on its way, and not when it is done', async () => {
    desk.answers['GET /articles'] = { body: { items: [], next: null } }
    desk.answers['GET /ingests'] = { body: { items: [BATCH, { ...DONE, id: 4 }], next: null } }
    const user = desk.open('/articles')
    const link = await screen.findByRole('link', { name: 'Batch 5' })
    expect(link.closest('li')?.textContent).toBe('Batch 5 is being taken in: 1 of 4 done.')
    expect(screen.queryByRole('link', { name: 'Batch 4' })).toBeNull()
    await user.click(link)
    await waitFor(() => expect(path()).toBe('/articles/batches/5'))
  })

  it('is in the list of all, to which the articles lead', async () => {
    desk.answers['GET /articles'] = { body: { items: [], next: null } }
    desk.answers['GET /ingests'] = { body: { items: [{ ...DONE, started_by: null }], next: null } }
    const user = desk.open('/articles')
    await user.click(await screen.findByRole('link', { name: 'Batches' }))
    const one = await screen.findByRole('region', { name: /^Batch 5/ })
    expect(one.textContent).toContain('a program, from drop, ')
    expect(one.textContent).toContain('102 refused')
    await user.click(within(one).getByRole('link', { name: 'Batch 5' }))
    await waitFor(() => expect(path()).toBe('/articles/batches/5'))
  })
})

describe('several files at once', () => {
  const files = [new File(['One.'], 'one.txt'), new File(['Two.'], 'two.txt')]

  it('are sent together, and their batch is watched', async () => {
    desk.answers['POST /articles/batch'] = { status: 202, body: BATCH }
    const user = desk.open('/articles/new')
    const text = await screen.findByRole('textbox', { name: /^Text/ })
    await user.type(text, 'The toll.')
    fireEvent.drop(text, { dataTransfer: { types: ['Files'], files } })
    await waitFor(() => expect(path()).toBe('/articles/batches/5'))
    const [sent] = desk.writes()
    expect(sent?.what).toBe('POST /articles/batch')
    expect(sent?.body).toMatch(/(name="file"[^]*){2}name="desk"\r\n\r\n1/)
    expect(readDraft('article')).toMatchObject({ text: 'The toll.' })
  })

  it('that are refused are said, and nothing typed is lost', async () => {
    desk.answers['POST /articles/batch'] = { status: 413, body: { detail: 'Too much at once.' } }
    const user = desk.open('/articles/new')
    const text = await screen.findByRole('textbox', { name: /^Text/ })
    await user.type(text, 'The toll.')
    fireEvent.drop(text, { dataTransfer: { types: ['Files'], files } })
    expect(await screen.findByText('Too much at once.')).toBeDefined()
    expect((text as HTMLTextAreaElement).value).toBe('The toll.')
    expect(queryClient.getQueryData(['ingests', 5])).toBeUndefined()
  })
})
