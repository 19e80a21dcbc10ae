import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk } from '../../test-desk'
import { piecesOf } from './pieces'
import { readAsked, type Match } from './queries'

const span = (start: number, end: number, text: string) => ({ start, end, text })
const MATCH: Match = {
  likeness: 'related',
  score: 0.8,
  alike: 0.9,
  meaning: null,
  text: '🚢 It cost 30 million.',
  title: '',
  claim: {
    id: 7,
    desk: 1,
    article: { id: 2, title: 'Harbour fees' },
    state: 'published',
    rating: null,
  },
  fact_check: null,
  asked_agrees: [span(0, 7, 'It cost')],
  found_agrees: [span(2, 9, 'It cost'), span(13, 20, 'million')],
  differences: [
    { fact: 'number', asked: span(8, 10, '40'), found: span(10, 12, '30'), contradicts: true },
  ],
}
const CHECK: Match = {
  ...MATCH,
  likeness: 'same',
  meaning: 0.834,
  text: 'It cost 40 million.',
  claim: null,
  differences: [],
  fact_check: {
    id: 4,
    claim: 'It cost 40 million.',
    url: 'https://checks.example.org/4',
    rating: 'Mostly false',
    publisher: 'The Gazette',
    claimant: '',
    title: '',
    published: '2026-05-02',
    language: 'en',
  },
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})
afterEach(() => desk.close())

const answer = (items: Match[], hasWords = true) => ({
  body: { text: 'x', has_words: hasWords, likeness: items[0]?.likeness ?? 'none', items },
})

describe('words that agree', () => {
  it('are cut by code points, whatever stands before them', () => {
    expect(piecesOf(MATCH.text, MATCH.found_agrees)).toEqual([
      { text: '🚢', agrees: false },
      { text: ' ', agrees: true },
      { text: 'It cost', agrees: true },
      { text: ' ', agrees: true },
      { text: '30', agrees: false },
      { text: ' ', agrees: true },
      { text: 'million', agrees: true },
      { text: '.', agrees: true },
    ])
    const money = piecesOf('It cost “$30”, he said', [span(0, 7, ''), span(15, 22, '')])
    expect(money.filter(({ agrees }) => !agrees)).toEqual([{ text: '$30', agrees: false }])
    expect(piecesOf('', [])).toEqual([])
  })
})

describe('asking whether something has been checked', () => {
  it('reads the sentence from the address', () => {
    expect(readAsked({ text: 40 })).toEqual({ text: '40' })
    expect(readAsked({ text: '  ' })).toEqual({})
  })

  it('keeps what is too long as it was pasted, says so, and asks nothing', async () => {
    const user = desk.open('/matches')
    const field = await screen.findByLabelText<HTMLTextAreaElement>('What was said')
    await user.click(field)
    await user.paste('x'.repeat(6000))
    expect(await screen.findByText(/^That is 1,000 characters too long/)).toBeDefined()
    expect(screen.getByText('6,000 of 5,000 characters')).toBeDefined()
    expect(field.value).toHaveLength(6000)
    await user.keyboard('{Enter}')
    expect(desk.router?.state.location.search).toEqual({})
    expect(desk.calls.filter(({ what }) => what === 'GET /matches')).toHaveLength(0)
  })

  it('counts what is long as the desk does, by code points', async () => {
    desk.answers['GET /matches'] = answer([])
    const user = desk.open('/matches')
    await user.click(await screen.findByLabelText('What was said'))
    await user.paste(`  ${'🚢'.repeat(4995)}seals`)
    expect(screen.getByText('5,000 of 5,000 characters')).toBeDefined()
    await user.keyboard('{Enter}')
    expect(await screen.findByText('Nobody has checked this')).toBeDefined()
    await user.keyboard('seals')
    expect(await screen.findByText(/^That is 5 characters too long/)).toBeDefined()
  })

  it('says that there is no word to look for, rather than that nobody has checked it', async () => {
    desk.answers['GET /matches'] = answer([], false)
    desk.open('/matches?text=Is%20it%20what%20it%20was%3F')
    expect(await screen.findByText('No word to look for')).toBeDefined()
    expect(screen.queryByText('Nobody has checked this')).toBeNull()
  })

  it('says what was found, what differs and what came of it', async () => {
    desk.answers['GET /matches'] = answer([CHECK, MATCH])
    const user = desk.open('/matches')
    await user.type(await screen.findByLabelText('What was said'), 'It cost 40 million.{Enter}')
    const list = await screen.findByRole('list', { name: 'Earlier statements' })
    expect(screen.getByText('Underlined words').className).toContain('differs')
    const [check, claim] = within(list)
      .getAllByRole('listitem')
      .filter((item) => item.parentElement === list)
    expect(check?.textContent).toContain('Says the same')
    expect(check?.textContent).toContain('checked elsewhere')
    expect(check?.textContent).toContain('The Gazette')
    expect(check?.textContent).toContain('English')
    expect(check?.textContent).toContain('83% alike in meaning')
    expect(claim?.textContent).not.toContain('in meaning')
    expect(check?.textContent).toContain('Mostly false')
    expect(check?.querySelector('a')?.getAttribute('href')).toBe('https://checks.example.org/4')
    expect(claim?.textContent).toContain('another number: here “40”there “30”')
    expect(claim?.querySelector('a')?.getAttribute('href')).toBe('/claims/7')
    expect(desk.router?.state.location.search).toEqual({ text: 'It cost 40 million.' })
    const asked = desk.calls.filter(({ what }) => what === 'GET /matches').at(-1)
    expect(asked?.query.get('text')).toBe('It cost 40 million.')
  })

  it('says that nobody has checked it', async () => {
    desk.answers['GET /matches'] = answer([])
    desk.open('/matches?text=The%20moon%20is%20square')
    expect(await screen.findByText('Nobody has checked this')).toBeDefined()
  })

  it('says what failed and tries again', async () => {
    desk.answers['GET /matches'] = { status: 503, body: { detail: 'The desk is closed.' } }
    const user = desk.open('/matches?text=toll')
    expect(await screen.findByText('The desk is closed.')).toBeDefined()
    desk.answers['GET /matches'] = answer([MATCH])
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('list', { name: 'Earlier statements' })).toBeDefined()
  })

  it('begins with what it is for', async () => {
    desk.open('/matches')
    expect(await screen.findByText('Has this been checked?')).toBeDefined()
    expect(desk.calls.some(({ what }) => what === 'GET /matches')).toBe(false)
  })
})
