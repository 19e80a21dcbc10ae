import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Article } from '../../api/client'
import { queryClient } from '../../api/queries'
import { Desk } from '../../test-desk'
import { CLAIM } from '../../test-records'

const ARTICLE: Article = {
  id: 1,
  title: 'The bridge',
  byline: 'Ines Calloway',
  section: 'local',
  url: '',
  source: 'paste',
  external_id: 'x',
  language: 'en',
  revision: 1,
  created_at: '2026-11-24T10:00:00Z',
  created_by: 'Vera Lind',
  claim_counts: { total: 1, unnamed: 1, open: 1, published: 0, orphaned: 0 },
  text: 'The toll. sources say.\n\nRead more: cats',
  sha256: '',
  furniture: [{ start: 24, end: 39, kind: 'promotion' }],
  claims: [CLAIM],
  declared_language: '',
  dateline: '',
  provider: '',
  usage_terms: '',
  genre: '',
  subjects: [],
  published_at: null,
  embargo: null,
  status: 'usable',
  source_version: '',
}
const SUMMARY = {
  number: 1,
  current: true,
  sha256: '',
  language: 'en',
  created_at: '2026-11-24T10:00:00Z',
  claim_counts: {},
}

let desk: Desk
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['GET /articles/1'] = { body: ARTICLE }
  desk.answers['GET /articles/1/revisions'] = { body: [SUMMARY] }
  desk.answers['GET /articles/1/comments'] = { body: { items: [], next: null } }
  desk.answers['GET /articles/1/watch'] = { body: { watching: false, watchers: [] } }
  desk.answers['GET /articles'] = { body: { items: [], next: null } }
})
afterEach(() => desk.close())

describe('an article', () => {
  it('says why nothing on it is published', async () => {
    const held = { ...ARTICLE, embargo: '2036-11-24T10:00:00Z' }
    desk.answers['GET /articles/1'] = { body: held }
    desk.open('/articles/1')
    expect(await screen.findByText(/^Embargoed until/)).toBeDefined()
  })

  it('says that its sender withdrew it', async () => {
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, status: 'canceled' } }
    desk.open('/articles/1')
    expect(await screen.findByText(/^Its sender withdrew this article/)).toBeDefined()
  })

  it('is shown without what belongs to the page, or with it', async () => {
    const user = desk.open('/articles/1')
    await screen.findByRole('heading', { name: 'The bridge' })
    expect(screen.queryByText('Read more: cats')).toBeNull()
    await user.click(screen.getByRole('radio', { name: 'Original text' }))
    expect(await screen.findByText('Read more: cats')).toBeDefined()
    expect(screen.getByText('link or notice')).toBeDefined()
  })

  it('says what was set aside by its state, and what a screen reader hears of a claim', async () => {
    desk.open('/articles/1?claim=1')
    expect(await screen.findByText(/^Claim 1, sources: The toll\.$/)).toBeDefined()
  })

  it('gives the focus on where a key or a button takes what had it', async () => {
    const other = { ...CLAIM, id: 2, text: 'sources say', start: 11, end: 22, spans: [[11, 22]] }
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, claims: [CLAIM, other] } }
    const user = desk.open('/articles/1?claim=1')
    const note = (words: RegExp) =>
      within(screen.getByRole('complementary')).getByRole('button', { name: words })
    await user.click(await screen.findByRole('button', { name: 'Close' }))
    await waitFor(() => expect(document.activeElement).toBe(note(/The toll/)))
    await user.keyboard('{Enter}')
    act(() => screen.getByRole('button', { name: 'Close' }).focus())
    await user.keyboard(']')
    await waitFor(() => expect(document.activeElement).toBe(note(/sources say/)))
  })

  it('that cannot be shown says why, and tries again', async () => {
    desk.answers['GET /articles/1'] = { status: 404, body: { detail: 'There is no such article.' } }
    const user = desk.open('/articles/1')
    expect(await screen.findByText('There is no such article.')).toBeDefined()
    desk.answers['GET /articles/1'] = { body: ARTICLE }
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'The bridge' })).toBeDefined()
  })

  it('without claims says how to add one', async () => {
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, claims: [] } }
    desk.open('/articles/1')
    expect(await screen.findByText(/Select words to add a claim yourself/)).toBeDefined()
  })

  it('leaves the words of a claim that may not be edited', async () => {
    const user = desk.open('/articles/1?claim=1')
    await screen.findByRole('button', { name: 'Claim 1, unnamed source' })
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    expect(await screen.findByText(/This claim’s words are fixed/)).toBeDefined()
    expect(desk.writes()).toEqual([])
  })

  it('goes one step out at each Escape, even before the focus has come to the menu', async () => {
    // jsdom lays nothing out.
    const nowhere = { item: () => new DOMRect() } as unknown as DOMRectList
    Object.assign(Range.prototype, {
      getClientRects: () => nowhere,
      getBoundingClientRect: () => new DOMRect(),
    })
    const user = desk.open('/articles/1?claim=1')
    await screen.findByRole('button', { name: 'Claim 1, unnamed source' })
    await user.keyboard('v{Enter}')
    const text = screen.getByRole('application', { name: 'Selecting words of the article' })
    await screen.findByRole('dialog')
    text.focus()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.queryByRole('application')).not.toBeNull()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('application')).toBeNull())
    expect(screen.getByRole('heading', { name: 'The bridge' })).toBeDefined()
  })

  it('takes a nudge back where the desk refuses it', async () => {
    const claim = { ...CLAIM, actions: ['edit' as const] }
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, claims: [claim] } }
    desk.answers['PUT /claims/1/marking'] = { status: 409, body: { detail: 'It is approved.' } }
    const user = desk.open('/articles/1?claim=1')
    await screen.findByRole('button', { name: 'Claim 1, unnamed source' })
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    const said = () =>
      Array.from(document.querySelectorAll('mark[data-said]'), (m) => m.textContent).join('')
    await waitFor(() => expect(said()).toBe('The toll. sources'))
    expect(await screen.findByText('It is approved.')).toBeDefined()
    await waitFor(() => expect(said()).toBe('The toll.'))
    expect(desk.writes()[0]?.body).toMatchObject({
      spans: [[0, 17]],
      source: [10, 17],
      unnamed: true,
    })
  })
})

describe('a nudge', () => {
  const claim = { ...CLAIM, actions: ['edit' as const] }
  const theirs = { ...claim, version: 2, spans: [[0, 3]], end: 3, text: 'The' }
  const nudge = async () => {
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, claims: [claim] } }
    const user = desk.open('/articles/1?claim=1')
    await screen.findByRole('button', { name: 'Claim 1, unnamed source' })
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    return user
  }
  const versions = () =>
    desk.calls.filter(({ what }) => what === 'PUT /claims/1/marking').map(({ ifMatch }) => ifMatch)

  it('does not write over a marking that came while it was made', async () => {
    desk.answers['PUT /claims/1/marking'] = { status: 412, body: { detail: 'Stale.' } }
    const user = await nudge()
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, claims: [theirs] } }
    await act(() => queryClient.invalidateQueries({ queryKey: ['article'] }))
    expect(versions()).toEqual([])
    await user.click(await screen.findByRole('button', { name: 'Mark it my way' }))
    await waitFor(() => expect(versions()).toEqual(['"1"', '"2"']))
  })

  it('goes on from what its own answers made of the claim', async () => {
    let version = 1
    desk.answers['PUT /claims/1/marking'] = () => ({ body: { ...claim, version: (version += 1) } })
    const user = await nudge()
    desk.answers['GET /articles/1'] = () => ({
      body: { ...ARTICLE, claims: [{ ...claim, version }] },
    })
    await user.click(await screen.findByRole('button', { name: /^Undo/ }))
    await waitFor(() => expect(versions()).toEqual(['"1"', '"2"']))
  })

  it('is not undone over a marking that came since', async () => {
    desk.answers['PUT /claims/1/marking'] = { body: { ...claim, version: 2 } }
    const user = await nudge()
    const undo = await screen.findByRole('button', { name: /^Undo/ })
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, claims: [{ ...theirs, version: 3 }] } }
    await act(() => queryClient.invalidateQueries({ queryKey: ['article'] }))
    await user.click(undo)
    await waitFor(() => expect(versions()).toEqual(['"1"', '"2"']))
  })
})

describe('the list of articles', () => {
  it('is empty at first, and says so otherwise where nothing fits', async () => {
    const user = desk.open('/articles')
    expect(await screen.findByText('No articles yet')).toBeDefined()
    await user.type(screen.getByRole('searchbox', { name: 'Look for articles' }), 'ferry')
    expect(await screen.findByText('No article fits')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show all articles' }))
    expect(await screen.findByText('No articles yet')).toBeDefined()
  })
})

describe('versions', () => {
  it('are one at first', async () => {
    desk.open('/articles/1/revisions')
    expect(await screen.findByText('There is one version')).toBeDefined()
  })

  it('that cannot be had say why', async () => {
    desk.answers['GET /articles/1/revisions'] = { status: 403, body: { detail: 'Ask an admin.' } }
    desk.open('/articles/1/revisions')
    expect(await screen.findByText('Ask an admin.')).toBeDefined()
  })

  it('are kept while a colleague was faster', async () => {
    desk.answers['POST /articles/1/revisions'] = { status: 412, body: { detail: 'Stale.' } }
    const user = desk.open('/articles/1/revise')
    const field = await screen.findByRole('textbox', { name: /Text/ })
    await user.type(field, ' More.')
    await user.click(screen.getByRole('button', { name: 'Send the new version' }))
    expect(await screen.findByRole('button', { name: 'Send mine after it' })).toBeDefined()
    expect((field as HTMLTextAreaElement).value).toBe(`${ARTICLE.text} More.`)
  })

  it('follow the one that a colleague was faster with', async () => {
    desk.answers['POST /articles/1/revisions'] = () => {
      desk.answers['GET /articles/1'] = { body: { ...ARTICLE, revision: 2, text: 'Theirs.' } }
      return { status: 412, body: { detail: 'Stale.' } }
    }
    const user = desk.open('/articles/1/revise')
    await user.type(await screen.findByRole('textbox', { name: /Text/ }), ' More.')
    await user.click(screen.getByRole('button', { name: 'Send the new version' }))
    expect(await screen.findByText('A colleague sent version 2 meanwhile')).toBeDefined()
    desk.answers['POST /articles/1/revisions'] = { body: { ...SUMMARY, number: 3 } }
    await user.click(screen.getByRole('button', { name: 'Send mine after it' }))
    expect(await screen.findByText('There is one version')).toBeDefined()
    const sent = desk.calls.filter(({ what }) => what === 'POST /articles/1/revisions')
    expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['"1"', '"2"'])
    expect(sent.at(-1)?.body).toEqual({ text: `${ARTICLE.text} More.` })
  })

  it('begin with the text as it is now, where nothing was typed', async () => {
    desk.open('/articles/1/revise')
    const field = await screen.findByRole('textbox', { name: /Text/ })
    desk.answers['GET /articles/1'] = { body: { ...ARTICLE, revision: 2, text: 'Theirs.' } }
    await act(() => queryClient.invalidateQueries({ queryKey: ['article'] }))
    await waitFor(() => expect((field as HTMLTextAreaElement).value).toBe('Theirs.'))
    const send = screen.getByRole('button', { name: 'Send the new version' })
    expect(send).toHaveProperty('disabled', true)
  })
})
